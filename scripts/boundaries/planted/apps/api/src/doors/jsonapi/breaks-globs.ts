// breaks post-globs
import 'picomatch'
