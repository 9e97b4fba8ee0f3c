import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import './panel.css';

interface Props {
  title: string;
  close: () => void;
  /** Whether a click beside it or Escape closes it; not where something would be lost. */
  light?: boolean;
  children: ReactNode;
}

/** A question over the page, which waits until it is answered. */
export function Panel({ title, close, light = true, children }: Props) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable={light} isKeyboardDismissDisabled={!light} onOpenChange={(open) => !open && close()}>
      <Modal className="panel">
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
