/** The app around the router: cache, rooms, toasts, tooltips, shortcuts. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { ShortcutsProvider } from '../kit/shortcuts.tsx'
import { ToastProvider } from '../kit/toast.tsx'
import { TooltipProvider } from '../kit/tooltip.tsx'
import { makeQueryClient } from './query.ts'
import type { Room } from './room.ts'
import { makeRouter } from './router.tsx'
import { RoomsProvider } from './slots.tsx'

export const App = ({ rooms }: { rooms: readonly Room[] }) => {
  const [client] = useState(makeQueryClient)
  const [router] = useState(() => makeRouter(rooms))
  return (
    <QueryClientProvider client={client}>
      <RoomsProvider rooms={rooms}>
        <TooltipProvider>
          <ShortcutsProvider>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </ShortcutsProvider>
        </TooltipProvider>
      </RoomsProvider>
    </QueryClientProvider>
  )
}
