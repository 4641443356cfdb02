// breaks post-formats
import 'csv-parse'
