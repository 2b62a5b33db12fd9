/** The customer at the right of their conversation; on a narrow screen in its place. */
import { ArrowLeft } from 'lucide-react'
import { Suspense } from 'react'
import { getConversation } from '../../contract/inbox.ts'
import { CustomerColumn } from '../customers/index.ts'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { ConversationMarks } from './marks.tsx'
import type { InboxView } from './view.ts'
import { words } from './words.ts'

interface CustomerPaneProps {
  view: InboxView
  conversationId: string
  className?: string
}

export const CustomerPane = ({ view, conversationId, className }: CustomerPaneProps) => {
  const t = words.useT()
  const may = useMay()
  const conversation = useEndpoint(getConversation, { conversationId }).data
  return (
    <aside
      aria-label={t('thread.customer')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cx('scroll-quiet min-h-0 min-w-0 border-hair border-l bg-panel outline-none', className)}
    >
      <div className="flex h-12 items-center gap-1 border-hair border-b px-2 xl:hidden">
        <IconButton label={t('thread.hideCustomer')} icon={ArrowLeft} onClick={() => view.showCustomer(false)} />
        <h2 className="font-semibold">{t('thread.customer')}</h2>
      </div>
      {conversation && may('customers.read') && (
        <div className="p-4">
          <Suspense>
            <CustomerColumn
              key={conversation.customerId}
              customerId={conversation.customerId}
              besides={conversation.id}
            />
          </Suspense>
        </div>
      )}
      {conversation && (
        <div className="flex flex-col gap-3 border-hair border-t px-4 py-3 empty:hidden">
          <ConversationMarks conversation={conversation} />
        </div>
      )}
    </aside>
  )
}
