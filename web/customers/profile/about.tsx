/** All that is known of a customer, in a narrow column: the room's own parts, and those of later rooms. */
import { type Customer, getProfile } from '../../../contract/customers.ts'
import { SkeletonRows } from '../../kit/states.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { Slotted } from '../../platform/slots.tsx'
import { customerContact, customerEvidence, customerOrders, customerPanel } from '../slots.ts'
import { Attributes } from './attributes.tsx'
import { Knowledge } from './knowledge.tsx'
import { Marks } from './marks.tsx'
import { IdentityParts, Merges } from './merges.tsx'
import { Notes } from './notes.tsx'
import { Relations } from './relations.tsx'
import { VerificationCard } from './verification.tsx'
import { Interests, Mood, Reach, Worth } from './worth.tsx'

export const About = ({ customer }: { customer: Customer }) => {
  const customerId = customer.id
  const profile = useEndpoint(getProfile, { customerId })
  return (
    <Loaded query={profile} waiting={<SkeletonRows count={6} hasFace={false} />}>
      {data => (
        <>
          <VerificationCard profile={data} />
          <Marks customer={customer} />
          <Slotted slot={customerPanel} give={{ customerId }} />
          <Knowledge profile={data} />
          <IdentityParts customer={customer} />
          <Slotted slot={customerEvidence} give={{ customerId }} />
          <Attributes profile={data} />
          <Worth profile={data} />
          <Slotted slot={customerOrders} give={{ customerId }} />
          <Mood profile={data} />
          <Interests profile={data} />
          <Reach profile={data} />
          <Slotted slot={customerContact} give={{ customerId }} />
          <Notes customerId={customerId} />
          <Relations customerId={customerId} />
          <Merges customerId={customerId} />
        </>
      )}
    </Loaded>
  )
}
