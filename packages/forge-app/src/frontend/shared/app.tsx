import { I18nProvider, Spinner, useProductContext } from '@forge/react'
import { type ReactNode, useMemo } from 'react'
import { Accident } from './accident'
import { LanguageProvider } from './language'
import { PlaceContext, placeIn } from './place'

/** What every module stands on: where it is shown, and the user's language. */
export function App({ children }: { readonly children: ReactNode }): ReactNode {
  const context = useProductContext()
  const place = useMemo(() => (context === undefined ? undefined : placeIn(context)), [context])
  if (context === undefined || place === undefined) return <Spinner />
  return (
    <PlaceContext.Provider value={place}>
      <I18nProvider locale={context.locale}>
        <LanguageProvider locale={context.locale} timeZone={context.timezone}>
          <Accident>{children}</Accident>
        </LanguageProvider>
      </I18nProvider>
    </PlaceContext.Provider>
  )
}
