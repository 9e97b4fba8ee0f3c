import type { Agent, Latency, Source, System } from '../../src/protocol';

/** What the fake server knows: two agents, a leaflet, and what is said about it. */
export const AGENTS: Agent[] = [
  {
    id: 'agt_helpline',
    name: 'helpline',
    display_name: 'Palli Sahayak',
    description: 'Answers questions about palliative care at home, from leaflets it can cite.',
    language: 'en-IN',
    greeting: 'Hello! I am Palli Sahayak, your palliative care assistant. How can I help you today?',
  },
  {
    id: 'agt_concierge',
    name: 'concierge',
    display_name: 'Table for two',
    description: 'Calls restaurants and books a table in your name.',
    language: 'hi-IN',
    greeting: null,
  },
];

export const SYSTEM: System = {
  version: '0.1.0',
  providers: {
    ear: [
      {
        name: 'sphinx4',
        local: true,
        languages: ['en'],
        limits: 'Made for first contact and guided talk in English: about one word in five is misheard in free speech, fewer where the agent’s documents hold the words.',
      },
    ],
    mind: [{ name: 'passages', local: true, languages: ['en'], limits: 'Answers with sentences from the documents; it does not reason.' }],
    voice: [{ name: 'freetts', local: true, languages: ['en'], limits: 'A plain, somewhat robotic voice.' }],
  },
  ready: true,
};

const CONSTIPATION: Source = {
  document: 'opioids-at-home.pdf',
  title: 'Opioids at home: a leaflet for families',
  heading: 'Side effects you can do something about',
  page: 4,
  text: 'Almost everyone who takes morphine regularly becomes constipated. A laxative is started together with the morphine and taken every day, not only when there is trouble. Tell your nurse when there has been no motion for three days.',
  hash: '9f2c51d07be8a644',
  score: 0.91,
};

const DRINK: Source = {
  document: 'eating-and-drinking.md',
  title: 'Eating and drinking',
  heading: 'Small amounts, often',
  page: 1,
  text: 'Offer water, buttermilk or thin dal in small sips through the day. Do not force food: appetite often comes back when pain and constipation are treated.',
  hash: '01bd77a3c2f0e955',
  score: 0.64,
};

const NIGHT: Source = {
  document: 'opioids-at-home.pdf',
  title: 'Opioids at home: a leaflet for families',
  heading: 'When to call at once',
  page: 6,
  text: 'Call the palliative care nurse at any hour when the sick person cannot be woken, breathes fewer than eight times a minute, or is in pain that the usual medicine does not ease.',
  hash: '4476d1e90c3ab812',
  score: 0.88,
};

export interface Exchange {
  heard: string;
  spoken: string;
  sources: Source[];
  confidence: number;
  latency: Latency;
}

export const GREETING = AGENTS[0]?.greeting ?? '';

export const EXCHANGES: Exchange[] = [
  {
    heard: 'my mother takes morphine and she has not been to the toilet for days',
    spoken:
      'That is very common with morphine, and it can be helped. A laxative is taken every day together with the morphine. Please tell your nurse when there has been no motion for three days. Offer water or buttermilk in small sips.',
    sources: [CONSTIPATION, DRINK],
    confidence: 0.86,
    latency: { ear_ms: 412, knowledge_ms: 9, model_ms: 61, voice_ms: 38, wire_ms: 24, voice_to_voice_ms: 544, heard_ms: 611 },
  },
  {
    heard: 'and when do I have to call somebody in the night',
    spoken: 'Call the nurse at any hour when she cannot be woken, breathes very slowly, or has pain the medicine does not ease.',
    sources: [NIGHT],
    confidence: 0.81,
    latency: { ear_ms: 466, knowledge_ms: 11, model_ms: 342, voice_ms: 121, wire_ms: 22, voice_to_voice_ms: 962, heard_ms: 1034 },
  },
];

export const NO_LATENCY: Latency = {
  ear_ms: null,
  knowledge_ms: null,
  model_ms: null,
  voice_ms: null,
  wire_ms: null,
  voice_to_voice_ms: null,
  heard_ms: null,
};
