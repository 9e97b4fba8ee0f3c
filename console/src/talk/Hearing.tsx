import type { Provider, System } from '../protocol';
import { useServer } from '../server';
import { languageName } from './language';

/** Where the recogniser's limits have room to be read at once. */
const ROOMY = '(width >= 800px)';

/** What hears, thinks and speaks in a call, and what each is not good for. Says nothing while the server is away. */
export function Hearing({ language }: { language: string | null }) {
  const system = useServer<System>('/api/v1/system');
  if (system.state !== 'ready') return null;
  const { ear, mind, voice } = system.data.providers;
  return (
    <section className="hearing" aria-label="What hears, thinks and speaks here">
      <Engines kind="Hearing with" providers={ear} language={language} open={matchMedia(ROOMY).matches} />
      <Engines kind="Thinking with" providers={mind} language={language} />
      <Engines kind="Speaking with" providers={voice} language={language} />
    </section>
  );
}

interface EnginesProps {
  kind: string;
  providers: Provider[];
  language: string | null;
  open?: boolean;
}

function Engines({ kind, providers, language, open = false }: EnginesProps) {
  const first = providers[0];
  if (first === undefined) return null;
  const foreign = language !== null && !providers.some((provider) => speaks(provider, language));
  return (
    <details className="engine" open={open}>
      <summary>
        <span className="engine-kind">{kind}</span>
        <span className="engine-name">{providers.map((provider) => provider.name).join(', ')}</span>
        {foreign && <span className="engine-warning">Does not know {languageName(language)}</span>}
      </summary>
      {providers.map((provider) => (
        <div key={provider.name} className="engine-limits">
          {providers.length > 1 && <p className="engine-name">{provider.name}</p>}
          <p>
            {provider.local ? 'Runs on the server itself, no account needed' : 'A cloud service'}
            {provider.languages.length > 0 && `; knows ${provider.languages.map(languageName).join(', ')}`}.
          </p>
          {provider.limits !== '' && <p>{provider.limits}</p>}
        </div>
      ))}
    </details>
  );
}

function speaks(provider: Provider, language: string): boolean {
  const primary = language.split('-')[0];
  return provider.languages.length === 0 || provider.languages.some((tag) => tag.split('-')[0] === primary);
}
