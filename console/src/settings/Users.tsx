import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ownAddress } from '../access/address';
import type { User } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import { Loading, Unanswered } from '../shell/Notice';
import '../shell/table.css';
import { when } from '../time';
import { Invitation, type Invited } from './Invitation';
import { NewUser } from './NewUser';
import { ChangeUser, InviteAgain, LockOut, SignOut } from './UserQuestion';

type Doing = 'change' | 'invite' | 'sign-out' | 'lock-out';
type Open = { what: 'new' } | { what: Doing; user: User } | { what: 'invited'; invited: Invited } | null;

/** Who may come in, and as what. */
export function Users({ self, may }: { self: string | null; may: boolean }) {
  const answer = useServer<{ users: User[] }>('/api/v1/users');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const done = () => {
    answer.retry();
    close();
  };
  const invited = (who: Invited) => {
    answer.retry();
    setOpen({ what: 'invited', invited: who });
  };
  return (
    <>
      {may && (
        <Button className="button" onPress={() => setOpen({ what: 'new' })}>
          <Icon name="add" size={16} /> Add somebody
        </Button>
      )}
      {answer.state === 'loading' && <Loading what="the users" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <UserTable users={answer.data.users} self={self} ask={may ? (what, user) => setOpen({ what, user }) : null} />}
      {open?.what === 'new' && <NewUser invited={invited} close={close} />}
      {open?.what === 'invited' && <Invitation invited={open.invited} close={close} />}
      {open?.what === 'change' && <ChangeUser user={open.user} done={done} close={close} />}
      {open?.what === 'invite' && <InviteAgain user={open.user} invited={invited} close={close} />}
      {open?.what === 'sign-out' && <SignOut user={open.user} done={done} close={close} />}
      {open?.what === 'lock-out' && <LockOut user={open.user} done={done} close={close} />}
    </>
  );
}

interface TableProps {
  users: User[];
  self: string | null;
  ask: ((what: Doing, user: User) => void) | null;
}

function UserTable({ users, self, ask }: TableProps) {
  return (
    <table className="rows users">
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Role</th>
          <th scope="col">Signed in last</th>
          {ask !== null && (
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <td>
              <strong>{user.name === '' ? user.email : user.name}</strong>
              {user.id === self && <span className="faint"> (you)</span>}
              {user.name !== '' && (
                <>
                  <br />
                  <span className="faint">{ownAddress(user.email)}</span>
                </>
              )}
            </td>
            <td data-label="Role">
              {user.role} {!user.is_active && <span className="badge">locked out</span>}
            </td>
            <td data-label="Signed in last">
              {user.last_signed_in_at === null ? <span className="faint">never</span> : when(user.last_signed_in_at)}
            </td>
            {ask !== null && <td>{user.id !== self && <Doings user={user} ask={ask} />}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Doings({ user, ask }: { user: User; ask: NonNullable<TableProps['ask']> }) {
  return (
    <div className="doings">
      <Button className="button button-small" aria-label={`Change ${user.email}`} onPress={() => ask('change', user)}>
        Change
      </Button>
      {user.is_active && (
        <>
          <Button className="button button-small" aria-label={`Link for ${user.email}`} onPress={() => ask('invite', user)}>
            Link
          </Button>
          <Button className="button button-small" aria-label={`Sign out ${user.email}`} onPress={() => ask('sign-out', user)}>
            Sign out
          </Button>
        </>
      )}
      <Button
        className="button button-small"
        aria-label={user.is_active ? `Lock out ${user.email}` : `Let in ${user.email}`}
        onPress={() => ask('lock-out', user)}
      >
        {user.is_active ? 'Lock out' : 'Let in'}
      </Button>
    </div>
  );
}
