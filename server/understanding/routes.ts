/** Understanding's endpoints and the verbs that serve them. */
import * as contract from '../../contract/understanding.ts'
import { on, type Route } from '../platform/route.ts'
import { correctReading } from './actions.ts'

export const routes: Route[] = [on(contract.correctReading, correctReading)]
