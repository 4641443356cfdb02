// breaks post-mail
import 'nodemailer'
