/** Fields and stages that a shop adds, and what its best customers are marked with. */
import { createField, fieldsOf } from '../access/index.ts'
import { createStage, listCustomers, setCustomerFields } from '../customers/index.ts'
import type { Ctx } from '../platform/ctx.ts'

const grades = ['골드', '실버', '일반']
const marked = 9

/** The same past again adds nothing. */
export const fillMarks = async (ctx: Ctx): Promise<void> => {
  if ((await fieldsOf(ctx, 'customer')).length > 0) return
  await createField(ctx, {
    noun: 'customer',
    key: 'grade',
    name: '회원 등급',
    kind: 'choice',
    choices: grades,
    isRequired: false,
  })
  await createField(ctx, {
    noun: 'conversation',
    key: 'cause',
    name: '문의 원인',
    kind: 'choice',
    choices: ['배송 지연', '파손', '결제', '그 밖'],
    isRequired: false,
  })
  await createField(ctx, {
    noun: 'mention',
    key: 'product',
    name: '제품',
    kind: 'text',
    choices: [],
    isRequired: false,
  })
  await createStage(ctx, { meaning: 'customer', name: '단골' })
  const { items } = await listCustomers(ctx, { limit: marked })
  for (const [n, { id }] of items.entries())
    await setCustomerFields(ctx, { customerId: id, values: { grade: grades[n % grades.length]! } })
}
