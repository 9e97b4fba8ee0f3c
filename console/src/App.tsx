import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Failed, Loading, NotHere } from './shell/Notice';
import { Shell } from './shell/Shell';
import { Stumble } from './shell/Stumble';
import { SignInPage } from './access/SignInPage';
import { TalkPage } from './talk/TalkPage';

const CallsPage = lazy(async () => ({ default: (await import('./calls/CallsPage')).CallsPage }));
const CallPage = lazy(async () => ({ default: (await import('./calls/CallPage')).CallPage }));

export function App() {
  return (
    <Shell>
      <Stumble fallback={(retry) => <Failed title="This page broke" text="Reload it. If that does not help, the server and this page may be of different versions." retry={retry} />}>
        <Suspense fallback={<Loading what="the page" />}>
          <Switch>
            <Route path="/">
              <Redirect to="/talk" replace />
            </Route>
            <Route path="/sign-in">
              <SignInPage />
            </Route>
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
