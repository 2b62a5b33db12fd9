/** What agreeing and differing in each field weighs, where that was learned, and what the last night changed. */

import { getMatchWeights } from '../../../contract/customers/weights.ts'
import type { Output } from '../../../contract/endpoint.ts'
import { useLocale } from '../../platform/i18n.ts'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { words } from './words.ts'

type Told = Output<typeof getMatchWeights>
type Field = Told['fields'][number]

export const Weights = () => {
  const t = words.useT()
  const query = useEndpoint(getMatchWeights, {})
  return (
    <section className="mx-auto mt-8 flex max-w-2xl flex-col gap-3 border-hair border-t pt-5 text-sm">
      <h2 className="font-semibold">{t('weights.title')}</h2>
      <Loaded query={query}>
        {told => (
          <>
            <State told={told} />
            {told.fields.length > 0 && <Table fields={told.fields} />}
          </>
        )}
      </Loaded>
    </section>
  )
}

const State = ({ told: { isLearning, last, held } }: { told: Told }) => {
  const t = words.useT()
  const formats = useFormats()
  const when = (at: string) => formats.date(at)
  return (
    <div className="flex flex-col gap-1 text-muted">
      <p className="text-ink">
        {!isLearning
          ? t('weights.off')
          : held
            ? t('weights.held', { when: when(held.madeAt), people: held.people, version: held.version })
            : t('weights.shipped')}
      </p>
      {isLearning && held !== null && held.decided > 0 && <p>{t('weights.decided', { decided: held.decided })}</p>}
      {last?.outcome === 'too_few' && <p>{t('weights.few', { when: when(last.madeAt) })}</p>}
      {last?.outcome === 'worse' && (
        <p>{t('weights.worse', { when: when(last.madeAt), version: last.version, decided: last.decided })}</p>
      )}
    </div>
  )
}

const signed = (bits: number): string => (bits > 0 ? `+${bits}` : String(bits).replace('-', '−'))

const Table = ({ fields }: { fields: readonly Field[] }) => {
  const t = words.useT()
  const language = useLocale()
  return (
    <>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-left tabular-nums">
          <thead className="text-muted text-xs">
            <tr>
              <th scope="col" className="py-1 pr-3 font-medium">
                {t('weights.field')}
              </th>
              <th scope="col" className="py-1 pr-3 text-right font-medium">
                {t('weights.same')}
              </th>
              <th scope="col" className="py-1 pr-3 text-right font-medium">
                {t('weights.differs')}
              </th>
              <th scope="col" className="py-1 font-medium">
                {t('weights.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(one => (
              <tr key={one.kind} className="border-hair border-t">
                <th scope="row" className="whitespace-nowrap py-1.5 pr-3 font-normal">
                  {one.field[language]}
                </th>
                <td className="py-1.5 pr-3 text-right">{signed(one.same)}</td>
                <td className="py-1.5 pr-3 text-right">{signed(one.differs)}</td>
                <td className="py-1.5 text-muted">
                  <Change one={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-muted text-xs">{t('weights.scale')}</p>
    </>
  )
}

/** Less than this moves no judgement. */
const leastChange = 0.3

const Change = ({ one: { same, differs, before } }: { one: Field }) => {
  const t = words.useT()
  const told: string[] = []
  if (Math.abs(same - before.same) >= leastChange)
    told.push(
      t(same > before.same ? 'weights.stronger' : 'weights.weaker', { from: signed(before.same), to: signed(same) }),
    )
  if (Math.abs(differs - before.differs) >= leastChange)
    told.push(
      t(differs < before.differs ? 'weights.harder' : 'weights.milder', {
        from: signed(before.differs),
        to: signed(differs),
      }),
    )
  return <>{told.length === 0 ? t('weights.unchanged') : told.join(' · ')}</>
}
