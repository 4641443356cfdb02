// breaks resolvable
import './nowhere.ts'
