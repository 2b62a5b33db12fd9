/** A way back at the left of a bar. */
import { ChevronLeft } from 'lucide-react'
import { PageLink } from './links.tsx'

export const BackLink = ({ to, label }: { to: string; label: string }) => (
  <PageLink
    to={to}
    aria-label={label}
    className="-ml-1.5 grid size-[30px] place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
  >
    <ChevronLeft size={17} strokeWidth={1.7} aria-hidden />
  </PageLink>
)
