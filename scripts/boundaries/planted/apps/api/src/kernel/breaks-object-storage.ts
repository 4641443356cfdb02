// breaks post-object-storage
import '@aws-sdk/client-s3'
