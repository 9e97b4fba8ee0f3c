/** The product's sign: a call and its response. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path className="mark-call" d="M5 12v8M11 6v20" />
      <path className="mark-response" d="M17 13v6M22 9v14M27 13v6" />
    </svg>
  );
}
