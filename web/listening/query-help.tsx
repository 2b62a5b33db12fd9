/** The help sheet beside the query field: how a query is written, an example each. */
import { Sheet } from '../kit/dialog.tsx'
import { HelpLink } from '../platform/help-link.tsx'
import { words } from './words.ts'

const rules = [
  'word',
  'phrase',
  'and',
  'or',
  'not',
  'group',
  'near',
  'tag',
  'prefix',
  'author',
  'channel',
  'reading',
  'followers',
] as const

export const QueryHelp = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = words.useT()
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={t('help.title')} hint={t('help.hint')}>
      <dl className="flex flex-col gap-3">
        {rules.map(rule => (
          <div key={rule}>
            <dt className="font-mono text-sm">
              <span className="rounded-[4px] bg-accent-soft px-1.5 text-accent-text">{t(`help.${rule}.example`)}</span>
            </dt>
            <dd className="mt-1 text-muted text-sm">{t(`help.${rule}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-muted text-sm">{t('help.ignored')}</p>
      <p>
        <HelpLink page="queries" />
      </p>
    </Sheet>
  )
}
