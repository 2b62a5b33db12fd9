/** A started product whose owner has an empty workspace and a demo of twelve weeks, filled to the last post. */
import { acceptInvitation, createInvitation } from '../contract/access.ts'
import { listConversations } from '../contract/inbox.ts'
import { createDemo, listQueues } from '../contract/system.ts'
import { type Caller, openCaller } from './caller.ts'
import { password, setUpOwner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

export interface Filled {
  readonly product: Product
  readonly owner: Caller
  /** The workspace of the set-up, in which nothing was done. */
  readonly empty: number
  readonly demo: number
  /** Somebody else with a role in the demo, with whom the owner shares it. */
  invite(name: string, role: 'agent' | 'viewer'): Promise<Caller>
}

export const startFilled = async (): Promise<Filled> => {
  const product = await startProduct()
  const { owner, workspaceId: empty } = await setUpOwner(product, { workspaceName: '구름서점' })
  const demo = await owner.ask(createDemo, { locale: 'ko' })
  await untilFilled(owner, demo.id)
  return {
    product,
    owner,
    empty,
    demo: demo.id,
    async invite(name, role) {
      const { link } = await owner.ask(createInvitation, { role, note: '' }, demo.id)
      const guest = openCaller(product.origin)
      const email = `${role}-${name.length}-${Math.floor(performance.now())}@example.com`
      await guest.ask(acceptInvitation, { token: link.split('/').at(-1)!, name, email, password, locale: 'ko' })
      return guest
    },
  }
}

/** Until the jobs that fill a workspace, and those that follow from them, have nothing left to do. */
export const untilFilled = async (owner: Caller, workspaceId: number, withinMs = 280_000): Promise<void> => {
  const until = performance.now() + withinMs
  while (performance.now() < until) {
    const { items } = await owner.ask(listQueues, {}, workspaceId)
    const left = items.reduce((sum, queue) => sum + queue.waiting + queue.active, 0)
    if (left === 0 && (await owner.ask(listConversations, { queue: 'open' }, workspaceId)).items.length > 0) return
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  throw new Error(`the workspace was not filled within ${withinMs} ms`)
}
