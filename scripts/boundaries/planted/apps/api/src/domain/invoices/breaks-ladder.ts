// breaks ladder-invoices
import '../crm/index.ts'
