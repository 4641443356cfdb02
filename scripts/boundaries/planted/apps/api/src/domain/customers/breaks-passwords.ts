// breaks post-passwords
import '@node-rs/argon2'
