import { createIntegrations, type Problem } from '../api/client';

const api = createIntegrations({
  apiUrl: 'https://api.intowork.co/api/integrations',
  getToken: () => sessionStorage.getItem('token'),
  language: 'fr',
});

/** Schedules an interview, once however often it is pressed; the link, or what to show instead. */
export async function schedule(applicationId: number, key: string): Promise<string | null> {
  const { data, error } = await api.POST('/api/integrations/{provider}/create-event', {
    params: { path: { provider: 'google-calendar' }, header: { 'Idempotency-Key': key } },
    body: {
      application_id: applicationId,
      start_time: '2027-03-01T14:00:00',
      end_time: '2027-03-01T15:00:00',
      timezone: 'Africa/Abidjan',
      create_meeting_link: true,
    },
  });
  if (error) return refused(error);
  return data.meeting_link ?? null;
}

function refused({ code, detail }: Problem): string {
  return code === 'not_connected' ? 'Connectez d’abord un agenda.' : detail;
}
