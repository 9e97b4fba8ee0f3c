/** What a new agent can begin from. */
export interface SystemPrompt {
  id: string;
  name: string;
  content: string;
  description: string | null;
  category: string | null;
  /** What stands for each {{name}} in the content. */
  variables: Record<string, string>;
  /** Whether new agents begin from it that bring no prompt; one does. */
  is_default: boolean;
  created_at: string;
  updated_at: string;
}
