// breaks testing-for-tests
import './cart.test.ts'
