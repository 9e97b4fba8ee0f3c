import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { OutboundDialog } from './OutboundDialog';

/** Has an agent call somebody; only those who may place calls see it. */
export function OutboundButton() {
  const may = useMay('calls:place') === true;
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button className="button button-main" onPress={() => setOpen(true)}>
        <Icon name="phone" size={16} /> Outbound call
      </Button>
      {open && <OutboundDialog close={() => setOpen(false)} />}
    </>
  );
}
