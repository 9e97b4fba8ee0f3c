import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Failed, Loading, NotHere } from './shell/Notice';
import { Shell } from './shell/Shell';
import { Stumble } from './shell/Stumble';

const SignInPage = lazy(async () => ({ default: (await import('./access/SignInPage')).SignInPage }));
const DashboardPage = lazy(async () => ({ default: (await import('./dashboard/DashboardPage')).DashboardPage }));
const TalkPage = lazy(async () => ({ default: (await import('./talk/TalkPage')).TalkPage }));
const AgentsPage = lazy(async () => ({ default: (await import('./agents/AgentsPage')).AgentsPage }));
const NewAgentPage = lazy(async () => ({ default: (await import('./agents/NewAgentPage')).NewAgentPage }));
const AgentPage = lazy(async () => ({ default: (await import('./agents/AgentPage')).AgentPage }));
const KeysPage = lazy(async () => ({ default: (await import('./keys/KeysPage')).KeysPage }));
const ProvidersPage = lazy(async () => ({ default: (await import('./providers/ProvidersPage')).ProvidersPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/SettingsPage')).SettingsPage }));
const FunctionsPage = lazy(async () => ({ default: (await import('./functions/FunctionsPage')).FunctionsPage }));
const PromptsPage = lazy(async () => ({ default: (await import('./prompts/PromptsPage')).PromptsPage }));
const MenusPage = lazy(async () => ({ default: (await import('./menus/MenusPage')).MenusPage }));
const NewMenuPage = lazy(async () => ({ default: (await import('./menus/NewMenuPage')).NewMenuPage }));
const MenuPage = lazy(async () => ({ default: (await import('./menus/MenuPage')).MenuPage }));
const ReservationsPage = lazy(async () => ({ default: (await import('./reservations/ReservationsPage')).ReservationsPage }));
const ReservationPage = lazy(async () => ({ default: (await import('./reservations/ReservationPage')).ReservationPage }));
const WebhooksPage = lazy(async () => ({ default: (await import('./webhooks/WebhooksPage')).WebhooksPage }));
const WebhookPage = lazy(async () => ({ default: (await import('./webhooks/WebhookPage')).WebhookPage }));
const CallsPage = lazy(async () => ({ default: (await import('./calls/CallsPage')).CallsPage }));
const CallPage = lazy(async () => ({ default: (await import('./calls/CallPage')).CallPage }));

export function App() {
  return (
    <Shell>
      <Stumble fallback={(retry) => <Failed title="This page broke" text="Reload it. If that does not help, the server and this page may be of different versions." retry={retry} />}>
        <Suspense fallback={<Loading what="the page" />}>
          <Switch>
            <Route path="/">
              <Redirect to="/dashboard" replace />
            </Route>
            <Route path="/sign-in">
              <SignInPage />
            </Route>
            <Route path="/dashboard">
              <DashboardPage />
            </Route>
            <Route path="/agents">
              <AgentsPage />
            </Route>
            <Route path="/agents/new">
              <NewAgentPage />
            </Route>
            <Route path="/agents/:id">{({ id }) => <AgentPage key={id} id={id} />}</Route>
            <Route path="/keys">
              <KeysPage />
            </Route>
            <Route path="/providers">
              <ProvidersPage />
            </Route>
            <Route path="/settings">
              <SettingsPage />
            </Route>
            <Route path="/functions">
              <FunctionsPage />
            </Route>
            <Route path="/prompts">
              <PromptsPage />
            </Route>
            <Route path="/menus">
              <MenusPage />
            </Route>
            <Route path="/menus/new">
              <NewMenuPage />
            </Route>
            <Route path="/menus/:id">{({ id }) => <MenuPage key={id} id={id} />}</Route>
            <Route path="/reservations">
              <ReservationsPage />
            </Route>
            <Route path="/reservations/:id">{({ id }) => <ReservationPage key={id} id={id} />}</Route>
            <Route path="/webhooks">
              <WebhooksPage />
            </Route>
            <Route path="/webhooks/:id">{({ id }) => <WebhookPage key={id} id={id} />}</Route>
            <Route path="/talk">
              <TalkPage />
            </Route>
            <Route path="/calls">
              <CallsPage />
            </Route>
            <Route path="/calls/:id">{({ id }) => <CallPage key={id} id={id} />}</Route>
            <Route>
              <NotHere />
            </Route>
          </Switch>
        </Suspense>
      </Stumble>
    </Shell>
  );
}
