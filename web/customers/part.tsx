/** A named part of a narrow column about a customer. */
import type { ReactNode } from 'react'

/** A named part of the column; later rooms draw theirs with it. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col">
    <h3 className="mb-1 font-semibold text-muted text-xs">{title}</h3>
    {children}
  </section>
)
