/** What the workspace marks a customer with: values of its own fields, and tags. */
import {
  type Customer,
  getCustomer,
  getProfile,
  listCustomers,
  setCustomerFields,
  tagCustomer,
} from '../../../contract/customers.ts'
import { OwnFields } from '../../access/index.ts'
import { TagsOf } from '../../listening/index.ts'
import { useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'

const changed = [getCustomer, getProfile, listCustomers] as const

export const Marks = ({ customer }: { customer: Customer }) => {
  const mayEdit = useMay()('customers.edit')
  const customerId = customer.id
  const set = useVerb(setCustomerFields, { isQuiet: true, refetch: changed })
  const tag = useVerb(tagCustomer, { refetch: changed })
  return (
    <>
      <TagsOf
        tags={customer.tags}
        mayEdit={mayEdit}
        onTag={({ add = [], remove = [] }) =>
          tag.run({ customerId, add: add.map(one => one.id), remove: remove.map(one => one.id) })
        }
      />
      <OwnFields
        noun="customer"
        values={customer.fields}
        mayEdit={mayEdit}
        onSave={values => set.ask({ customerId, values })}
      />
    </>
  )
}
