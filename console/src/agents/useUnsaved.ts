import { useEffect } from 'react';

const DRAFT = 'There are changes that are not saved as a draft. Leave without them?';

/** Whether somebody who has not saved wants to leave all the same. */
export function mayLeave(question = DRAFT): boolean {
  return confirm(question);
}

/** Asks before what was typed is lost, by leaving for another site or for another page of the console. */
export function useUnsaved(dirty: boolean, question = DRAFT): void {
  useEffect(() => {
    if (!dirty) return;
    const leave = (event: BeforeUnloadEvent) => event.preventDefault();
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (link === null || link.getAttribute('href')?.startsWith('#') === true) return;
      if (!mayLeave(question)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    addEventListener('beforeunload', leave);
    document.addEventListener('click', follow, { capture: true });
    return () => {
      removeEventListener('beforeunload', leave);
      document.removeEventListener('click', follow, { capture: true });
    };
  }, [dirty, question]);
}
