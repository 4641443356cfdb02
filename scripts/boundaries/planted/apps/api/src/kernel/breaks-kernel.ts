// breaks kernel-alone
import '../engine/act.ts'
