// breaks post-expressions
import '@marcbachmann/cel-js'
