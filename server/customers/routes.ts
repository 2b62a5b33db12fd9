/** Endpoints of the customers room. */
import * as api from '../../contract/customers.ts'
import { on, type Route } from '../platform/route.ts'
import * as people from './actions/people.ts'

export const routes: readonly Route[] = [
  on(api.listCustomers, people.listCustomers),
  on(api.getCustomer, people.getCustomer),
  on(api.updateCustomer, people.updateCustomer),
  on(api.findCustomers, people.findCustomers),
  on(api.listActivities, people.listActivities),
]
