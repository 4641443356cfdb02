// breaks post-images
import 'sharp'
