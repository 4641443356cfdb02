// breaks post-react
import 'react'
