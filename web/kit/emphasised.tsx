/** `<b>…</b>` in our own words becomes emphasis; anything else stays text. */
import type { ReactNode } from 'react'

export const Emphasised = ({ text }: { text: string }): ReactNode =>
  text.split(/<b>(.*?)<\/b>/).map((part, index) =>
    index % 2 ? (
      <b key={part} className="font-bold">
        {part}
      </b>
    ) : (
      part
    ),
  )
