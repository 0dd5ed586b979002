/** Where the API has a planned post. */
export const address = ({ id }) => `/api/integrations/linkedin/plans/${encodeURIComponent(id)}`;
