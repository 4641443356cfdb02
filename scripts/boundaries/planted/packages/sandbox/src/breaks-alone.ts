// breaks sandbox-alone
import '../../schema/src/language/text.ts'
