// breaks domain-on-the-ladder
import '../../kernel/money.ts'
