# Todos os textos dirigidos às pessoas, em português comum a Portugal e ao Brasil.

## O que não correu bem, pelo seu código.

unauthenticated = A sua sessão não existe ou expirou. Inicie a sessão novamente.
employer_required = Apenas os empregadores podem utilizar as integrações.
profile_not_found = Perfil de empregador não encontrado.
company_required = Crie a sua empresa antes de conectar uma integração.
unknown_provider = Fornecedor desconhecido. Utilize linkedin, google-calendar, outlook, zoom ou slack.
unsupported = { $provider } não oferece esta função.
not_found-job = Oferta de emprego não encontrada.
not_found-application = Candidatura não encontrada.
not_found-post = Publicação não encontrada.
not_found-plan = Publicação agendada não encontrada.
not_found-booking-link = Link de marcação não encontrado.
not_found-link = Este link não é válido, ou já não é. Por favor, peça outro ao recrutador.
not_found-interview = Entrevista não encontrada.
not_found-interviewer = Nenhum colega seu com agenda própria aqui tem este identificador.
not_found-offer = Esta oferta não está nos sites de emprego.
not_found-board = Não há site de emprego com este nome onde se publique à mão.
not_found-advert = Ninguém preparou nem publicou esta oferta neste site.
not_found-feed = Não há nada neste endereço.
invalid_state = Esta tentativa de conexão expirou ou já foi utilizada. Recomece na página das integrações.
state_mismatch = Esta conexão foi iniciada por outra pessoa. Recomece com a sua própria conta.
company_changed = A sua empresa mudou durante a conexão. Recomece.
issuer_mismatch = A resposta não veio de { $provider }. Nada foi conectado.
cancelled = A conexão foi cancelada.
code_refused = { $provider } não aceitou a conexão. Tente novamente.
missing_scope = { $provider } não foi conectado porque falta uma permissão: { $scope }. Repita a conexão e aceite todas as permissões.
scope-google-events = “ver e editar os eventos das suas agendas” ({ $name })
refresh_token_missing = { $provider } não permitiu uma conexão duradoura. Repita a conexão e aceite todas as permissões.
work_account_required = Conecte uma conta profissional ou escolar: esta integração não aceita contas { $provider } pessoais.
account_mismatch = Outra conta { $provider } está conectada. Conecte a mesma conta ou escolha substituí-la.
account_in_use = Esta conta { $provider } já está conectada noutro lugar, e { $provider } mantém uma única conexão por conta. A outra conexão continua. Para usar a conta aqui, remova esta aplicação em { $provider } (App Marketplace, aplicações instaladas), espere alguns minutos até que isso seja conhecido e conecte de novo.
workspace_required = { $provider } foi conectado para toda uma organização, e precisamos de um só espaço de trabalho. Instale a aplicação num único espaço e conecte de novo.
company_only = { $provider } é conectado para toda a empresa, não para uma pessoa.
channel_required = Nenhum canal de { $provider } foi escolhido. Escolha um primeiro na página das integrações.
channel_not_found = { $provider } não mostra este canal. Verifique-o e, se for privado, convide primeiro a aplicação.
channel_refused = { $provider } não aceita mensagens neste canal: { $reason }
not_configured = A integração { $provider } não está configurada.
not_connected = { $provider } não está conectado. Conecte-o primeiro na página das integrações.
reauthorization_required = A conexão a { $provider } expirou ou foi revogada. Restabeleça-a na página das integrações.
not_owner = Apenas a pessoa que conectou { $provider } pode publicar ou eliminar no seu perfil pessoal.
job_not_published = Esta oferta de emprego não está publicada. Publique-a primeiro no ATS.
too_many_offers = A empresa já tem nos sites de emprego tantas ofertas quantas um feed pode conter. Retire uma primeiro.
advert_posted = De acordo com a última indicação, esta oferta já está neste site. Indique primeiro que terminou ou foi retirada, ou cole de novo o endereço da sua página.
advert_not_posted = De acordo com a última indicação, esta oferta não está neste site: só o que foi publicado pode terminar lá. Se não for publicada, indique que foi retirada.
feed_too_large = Este feed é demasiado grande para ser enviado sem compressão. Peça-o em gzip.
organization_required = Há várias páginas do LinkedIn sob a sua administração. Escolha onde publicar.
organization_required-page = Escolha onde publicar: na sua página do LinkedIn ou no perfil pessoal.
organization_required-gone = O LinkedIn já não oferece a página em que as ofertas eram publicadas. Peça a um administrador da página que ligue novamente o LinkedIn, ou escolha o perfil pessoal.
unknown_organization = O membro do LinkedIn conectado não pode publicar nesta página.
event_changed = Esta entrevista foi alterada em { $provider } nesse meio-tempo. Verifique-a lá antes de alterá-la aqui.
other_account = Isto foi criado com a conta { $provider } { $account }, e outra conta está conectada. Conecte { $account } novamente ou faça a alteração em { $provider } com essa conta.
other_account-unknown = A conta { $provider } conectada não contém isto: pode ter sido criado com outra conta. Conecte essa conta novamente ou faça a alteração em { $provider } com ela.
organizer_unavailable = Esta entrevista está na agenda { $provider } própria de { $organizer }, que não pode ser usada agora, e nenhuma outra agenda a substitui. Peça a { $organizer } que a conecte e use novamente, ou cancele a entrevista nela e marque-a de novo.
organizer_unavailable-own = Esta entrevista está na sua própria agenda { $provider }, que já não está conectada. Conecte a mesma conta para si novamente ou altere a entrevista em { $provider }.
idempotency_key_reused = Esta Idempotency-Key já foi utilizada em outro pedido.
in_progress = Este pedido já está em processamento. Tente novamente dentro de instantes.
plan_started = Esta publicação já foi feita ou está em curso, ou o seu agendamento terminou: já não pode ser alterada.
too_many_plans = A sua empresa já tem { $limit } publicações agendadas. Cancele uma ou espere que uma seja publicada.
slot_taken = Este horário já não está livre. Por favor, escolha outro.
booking_closed = De momento não é possível escolher um horário aqui. Por favor, fale com o recrutador.
booking_too_late = Já é tarde para alterar esta entrevista aqui. Por favor, contacte o recrutador.
booking_unavailable = Não é possível neste momento. Por favor, tente de novo dentro de alguns minutos.
outcome_unknown = { $provider } não confirmou: pode já estar feito. Verifique lá antes de tentar novamente.
permission_denied = { $provider } não permite isso a esta conta. Verifique a função dela ou conecte-a novamente.
blocked_by_policy = { $provider } não admite esta aplicação: um administrador da sua organização tem de autorizá-la. A conexão é mantida e voltará então a funcionar.
scope_not_granted = Falta à conexão { $provider } a permissão necessária: { $scope }. Conecte { $provider } novamente e aceite todas as permissões.
content_refused = { $provider } recusou o conteúdo.
throttled = { $provider } não aceita mais pedidos de momento. Tente mais tarde.
daily_limit = { $provider } aceita um número limitado de reuniões por pessoa e por dia, e o de hoje foi atingido. Continua às { $until }.
provider_unavailable = { $provider } não está disponível neste momento. Tente mais tarde.
provider_misconfigured = A integração { $provider } tem um problema de configuração. Já fomos avisados.
ats_unavailable = O sistema de recrutamento não está disponível neste momento. Tente mais tarde.
ats_incomplete = A resposta do sistema de recrutamento está incompleta. Já fomos avisados.
storage_unavailable = O serviço está temporariamente indisponível. Tente mais tarde.
timed_out = A operação demorou demasiado e foi interrompida. Pode ter sido concluída: verifique antes de tentar novamente.
method_not_allowed = Este endereço não oferece essa operação. Oferece: { $methods }.
internal = Ocorreu um erro do nosso lado.

## O que não está certo em um pedido: `invalid_request`.

parameter-missing = falta o parâmetro { $name }
parameter-malformed = o parâmetro { $name } não é válido
parameter-repeated = o parâmetro { $name } aparece mais de uma vez
query-too-long = a cadeia de consulta é demasiado longa
query-not-utf8 = a cadeia de consulta não está em UTF-8
idempotency-key-malformed = Idempotency-Key: são esperados de 1 a 255 caracteres ASCII visíveis
body-too-large = o corpo ultrapassa 256 kB
body-not-json = body: isto não é JSON válido
body-not-object = body: é esperado um objeto JSON
field-missing = { $field }: falta este campo
field-twice = { $field }: este campo aparece duas vezes
field-unknown = { $field }: este campo não existe. Queria dizer { $meant }?
field-unreadable = { $field }: não é possível ler este valor
field-empty = { $field }: este campo não pode estar vazio
field-after = { $field }: tem de ser posterior a { $other }
field-not-before = { $field }: não pode ser anterior a { $other }
field-needed = { $field }: este campo é necessário em conjunto com { $other }
field-range = { $field }: são possíveis valores de { $from } a { $to }
field-too-many = { $field }: { $limit } no máximo
field-problem = { $field }: { $problem }
number-too-large = { $field }: este número é demasiado grande
expected-text = { $field }: é esperado um texto
expected-boolean = { $field }: é esperado true ou false
expected-list = { $field }: é esperada uma lista
expected-number = { $field }: é esperado um número
expected-integer = { $field }: é esperado um número inteiro
expected-natural = { $field }: é esperado um número inteiro igual ou superior a 0
expected-object = { $field }: é esperado um objeto
expected-either = { $field }: é esperado { $one } ou { $other }
expected-one-of = { $field }: é esperado um destes valores: { $words }
expected-organizer = { $field }: espera-se me, company ou o identificador de um empregador
nothing-to-change = body: não há nada a alterar
shards-unknown = shards: são esperados números de 0 a { $last }
channel-malformed = { $field }: use o identificador de um canal, como C0123ABCD, ou o link copiado dele

# Horas.
time-malformed = { $field }: indique uma hora local como 2026-03-01T14:00:00, ou uma hora com Z ou com desvio
time-too-far = { $field }: esta data está demasiado distante
time-skipped = { $field }: esta hora não existe, porque os relógios avançam nesse momento; queria dizer { $next }?
time-past = { $field }: esta hora já passou
publish-too-soon = { $field }: indique uma hora daqui a pelo menos 5 minutos
publish-too-far = { $field }: uma publicação pode ser agendada para 90 dias no máximo, aqui até { $until }
publish-republish = { $field }: isto não é possível com { $other }
time-of-day-malformed = { $field }: indique uma hora como 09:00
day-malformed = { $field }: indique um dia como 2026-03-01
offer-days = { $field }: indique um dia entre { $first } e { $last }
days-empty = { $field }: indique pelo menos um dia
zone-unknown = { $field }: indique um nome IANA como Africa/Abidjan
slot-not-offered = { $field }: este horário não é oferecido
no-time-fits = { $field }: nenhuma entrevista com esta duração cabe nestes dias, horários e antecedência
interview-too-long = { $field }: uma entrevista dura no máximo um dia
search-too-long = { $field }: a pesquisa abrange no máximo 31 dias

# Quem é convidado.
address-absent = não há endereço de e-mail
address-malformed = isto não é um endereço de e-mail
address-beyond-ascii = antes do @ de um endereço de e-mail, só é possível convidar com letras sem acento
candidate-not-invitable = attendees: não é possível convidar { $name } pelo endereço que consta do sistema de recrutamento: { $problem }. Corrija-o lá ou indique aqui os convidados.
candidate = a pessoa candidata

# Por que um texto não é um modelo.
template-empty = o modelo está vazio; envie null para o texto padrão
template-syntax = o modelo tem um erro de sintaxe: { $error }
template-block = só são possíveis {"{%"} if variable {"%}"}, {"{%"} else {"%}"} e {"{%"} endif {"%}"}, e não {"{%"} { $block } {"%}"}
template-variable = variável desconhecida: "{ $name }"; existem { $names }
template-call = é utilizado um filtro ou uma função; só são possíveis variáveis
template-link = o modelo tem de conter sempre {"{{"} apply_url {"}}"}
template-too-long = o modelo é demasiado longo: com um título longo, ultrapassa os { $limit } caracteres do LinkedIn
template-unreadable = o que está guardado não pode ser lido. Guarde o modelo novamente.

## O estado de uma conexão.

health-outage = { $provider } não responde desde { $since }. As tentativas continuam: não é preciso fazer nada.
health-configuration = { $provider } recusa a nossa aplicação desde { $since }. A causa está do nosso lado e já fomos avisados: não é preciso fazer nada.
health-doubted = { $provider } recusa muitas conexões ao mesmo tempo desde { $since }, o que parece uma falha do lado deles. Já fomos avisados e a conexão é mantida: não é preciso fazer nada.
health-policy = Desde { $since }, { $provider } não admite a nossa aplicação. Peça { $gatekeeper } que a autorize novamente; a conexão é mantida e será então retomada automaticamente.
health-expiring = A autorização { $provider } termina em { $end }.
health-unreadable = A conexão { $provider } armazenada está danificada. Conecte { $provider } novamente para repará-la.
health-revoked = O acesso foi retirado em { $provider }. Conecte { $provider } novamente para continuar.
health-interaction = { $provider } pede um novo início de sessão ou uma aprovação da sua organização. Conecte { $provider } novamente para continuar.
health-expired = A autorização { $provider } expirou. Conecte { $provider } novamente para continuar.
health-interrupted = Uma renovação da conexão { $provider } foi interrompida na última etapa, e { $provider } não responde duas vezes. Nada mais está errado: reconecte { $provider } para continuar.

# Quem decide que aplicações são admitidas: figura em `health-policy`.
gatekeeper-linkedin = a um administrador da sua organização
gatekeeper-google = ao administrador do Google Workspace da sua organização (painel de administração, acesso às API), ou ao titular da conta se esta tiver a Proteção Avançada da Google,
gatekeeper-microsoft = ao administrador do Microsoft 365 da sua organização (Microsoft Entra, aplicações empresariais)
gatekeeper-zoom = o administrador Zoom da sua organização (App Marketplace, permissões)
gatekeeper-slack = um administrador do seu espaço Slack (gestão de aplicações)

# O que é preciso saber antes que seja tarde.
ends-today = Último dia: { $provider } deixa de funcionar dentro de 24 horas. Conecte-o novamente agora.
ends-this-week = { $provider } deixa de funcionar dentro de { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }. Conecte-o novamente esta semana.
ends-later = { $provider } deixa de funcionar dentro de { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }. Conecte-o novamente a tempo.
ends-for-a-rule = { $warning } O { $provider } termina todas as autorizações ao fim de algum tempo; conectar novamente é só um clique.

## O que uma conexão não permite.

permission-lost = Sem a permissão { $scope }, { $lost }. Conecte { $provider } novamente e aceite todas as permissões.
lost-profile-posts = nada pode ser publicado no perfil pessoal
lost-page-posts = nada pode ser publicado em páginas
lost-pages = as páginas e os seus números não podem ser lidos
lost-times = não é possível propor horários
lost-moving-rooms = uma reunião Zoom não muda de horário com a sua entrevista
lost-deleting-rooms = uma reunião Zoom permanece quando a sua entrevista é cancelada
lost-finding-rooms = depois de uma resposta perdida, pode ser criada uma segunda reunião Zoom
lost-posting-uninvited = as mensagens só vão para canais aos quais a aplicação foi convidada
lost-public-channels = os canais públicos não podem ser listados
lost-private-channels = os canais privados não podem ser listados

## Conectar e desconectar.

connected-own = A sua própria conta { $provider } foi conectada
connected = { $provider } foi conectado com sucesso
disconnected = { $provider } foi desconectado com sucesso
was-not-connected = { $provider } não estava conectado
revocation-nothing = Não havia nada a revogar.
revocation-done = { $provider } retirou o nosso acesso.
revocation-not-offered = O nosso acesso foi eliminado. { $provider } só permite que a própria pessoa retire a permissão, nas configurações da sua conta.
revocation-in-use = O nosso acesso foi eliminado. A permissão em { $provider } mantém-se, porque outra conexão utiliza a mesma conta.
revocation-unknown = O nosso acesso foi eliminado. A permissão em { $provider } mantém-se, porque outra conexão pode utilizar a mesma conta. Pode retirá-la nas configurações da sua conta.
revocation-unconfirmed = { $provider } foi desconectado, mas a retirada da permissão não foi confirmada. O pedido será repetido durante uma semana; pode retirá-la já nas configurações da sua conta.

## Publicações.

job-published = A oferta de emprego foi publicada no LinkedIn
job-already-published = Esta oferta de emprego já está no LinkedIn com o mesmo texto: nada de novo foi publicado
post-deleted = A publicação foi eliminada do LinkedIn
plan-made = A publicação está agendada
plan-made-by-colleague = Um colega já agendou esta publicação. Ela para se essa pessoa deixar a empresa.
plan-changed = A publicação agendada foi alterada
plan-taken-back = A publicação agendada foi cancelada
plan-published = A publicação agendada foi feita
plan-dismissed = A publicação agendada saiu da lista
plan-job-closed = A oferta de emprego foi encerrada. Nada foi publicado.
plan-job-updated = A oferta de emprego mudou desde o agendamento. Releia a publicação e guarde-a novamente, ou cancele-a.
plan-planner-left = A pessoa que agendou esta publicação já não trabalha para a empresa. Agende-a novamente.
plan-disconnected = { $provider } foi desconectado. Conecte-o e agende a publicação novamente.
plan-late = A publicação não pôde ser feita nos 15 minutos após a sua hora. Publique-a agora ou agende-a novamente.
plan-quota = { $provider } não aceita mais publicações neste momento: o limite foi atingido. Publique mais tarde ou agende a publicação novamente.
plan-in-progress = Ainda não se sabe se a publicação está em linha. Isto é verificado novamente a cada minuto.
text_shortened-message = A mensagem era demasiado longa para { $provider } e foi encurtada.
card_shortened = O cartão abaixo da publicação mostra o início do título ou do texto da oferta.
calendar_missing = Esta conta { $provider } não tem caixa de correio e, por isso, não tem calendário: não é possível agendar entrevistas com ela. Peça uma ao seu administrador e conecte { $provider } novamente, ou conecte outra conta.
rooms_unavailable = Esta conta { $provider } não cria reuniões Teams: as suas entrevistas não têm link do Teams. Use o Zoom para elas, ou conecte uma conta que tenha o Teams.
room_ends_early = A conta { $provider } é gratuita: as suas reuniões terminam após 40 minutos, e esta entrevista é mais longa.
room_may_be_doubled = { $provider } não confirmou de imediato: pode existir lá uma segunda reunião. Verifique e elimine a que o convite não indica.
room_not_moved = A entrevista foi alterada, mas não a sua reunião { $provider }: a conexão que a criou não está conectada aqui, ou não tem permissão. O link continua a funcionar; altere a reunião em { $provider } manualmente.
room_left = A entrevista foi cancelada, mas a sua reunião { $provider } permanece: a conexão que a criou não está conectada aqui, ou não tem permissão. Elimine-a em { $provider } manualmente.
picture_left_out = A imagem não foi incluída: { $reason }
template_unusable = Foi usado o texto padrão em vez do seu modelo: { $problem }
picture-address = o endereço dela não é um simples endereço https. Adicione novamente a imagem à oferta.
picture-host = o servidor dela não é um daqueles de onde se obtêm imagens. Adicione a imagem à própria oferta.
picture-not-public = o servidor dela não é público. Adicione a imagem à própria oferta.
picture-not-loaded = não é possível carregá-la. Verifique se ainda existe, ou adicione-a novamente à oferta.
picture-too-large = tem mais de 10 MB. Escolha uma mais pequena.
picture-format = não é uma imagem JPEG, PNG ou GIF. Guarde-a num destes formatos e adicione-a novamente à oferta.
picture-incomplete = o ficheiro está incompleto ou danificado. Adicione-o novamente à oferta.
picture-pixels = tem uma resolução demasiado alta para o LinkedIn. Escolha uma de cerca de 1200 × 627 píxeis.
picture-not-taken = o LinkedIn não a aceitou. Experimente outra imagem.
picture-not-now = o LinkedIn não conseguiu recebê-la neste momento. Publique novamente mais tarde se a imagem for importante.
picture-too-slow = demorou demasiado. Publique novamente mais tarde se a imagem for importante.
picture-not-then = não estava disponível na hora da publicação. Elimine a publicação e publique novamente se a imagem for importante.
connection_ends = A conexão a { $provider } termina em { $until }, antes desta publicação. Conecte { $provider } novamente até lá.

# Páginas.
pages-not-granted = Falta à conexão LinkedIn a permissão para listar páginas (rw_organization_admin). Conecte o LinkedIn novamente para concedê-la; até lá, é possível publicar no perfil pessoal.
pages-not-asked-for = A publicação em páginas não está prevista aqui: as publicações vão para o perfil pessoal.
pages-none = O membro do LinkedIn conectado não é administrador nem administrador de conteúdo de nenhuma página. Peça essa função no LinkedIn ou publique no perfil pessoal.

# Números.
figures-not-granted = Falta à conexão LinkedIn a permissão rw_organization_admin. Conecte o LinkedIn novamente para concedê-la.
figures-profile-not-granted = O LinkedIn só comunica os números das publicações de um perfil pessoal com a permissão r_member_postAnalytics, que esta conexão não tem.
figures-author-only = O LinkedIn só comunica os números de uma publicação de um perfil pessoal a quem a escreveu.
figures-newest-only = Em listas, só são pedidos os números das publicações mais recentes de um perfil pessoal. Consulte as estatísticas desta publicação.
figures-no-clicks = O LinkedIn não conta cliques em publicações de um perfil pessoal.
figures-left-out = O LinkedIn não o indicou na sua resposta.
figures-administrators-only = O LinkedIn só o comunica aos administradores da página.
figures-not-answered = Não é possível consultar o LinkedIn neste momento.
offer-lacks-title = A oferta não tem título.
offer-lacks-company = Falta o nome da empresa.
offer-lacks-description = A oferta não tem texto.
offer-lacks-length = O texto é demasiado curto: este site exige pelo menos { $limit } caracteres.
offer-lacks-place = A oferta não indica nenhum lugar onde este site a possa mostrar. Escreva a cidade no local de trabalho.
offer-lacks-country = Falta o país da oferta.
offer-too-old = A oferta não muda há tanto tempo que este site a recusaria. Prolongue-a para voltar a mostrá-la.
advert-url = { $field }: espera-se o endereço da página da oferta em { $board }, em { $hosts }
advert-only-posted = { $field }: só com o estado “posted”
advert-by-hand = { $board } não tem acesso conhecido para programas: copie cada campo para o formulário de lá e cole aqui o endereço da página da oferta. Nada é publicado automaticamente.
advert-not-posted = Ninguém disse que a oferta está em { $board }. Publique-a lá e cole o endereço, ou indique que não será publicada.
advert-expired = O último dia da oferta em { $board } passou, e a vaga continua aberta. Publique-a de novo, ou indique que foi retirada.
advert-still-there = A vaga já não está aberta e, segundo a última indicação, a oferta ainda está em { $board }. Retire-a de lá e indique-o aqui.
advert-apply = Candidate-se aqui: { $url }
advert-day = { $day }
offer-lacks-room = O feed está cheio: contém { $limit } ofertas.

## Entrevistas.

event-created-google = O evento foi criado no Google Calendar
event-created-outlook = O evento foi criado no calendário do Outlook
interview-updated = A entrevista foi alterada com sucesso
interview-cancelled = A entrevista foi cancelada com sucesso
text_shortened-title = O título era demasiado longo para { $provider } e foi encurtado.
text_shortened-description = A descrição era demasiado longa para { $provider } e foi encurtada.
text_shortened-location = O local era demasiado longo para { $provider } e foi encurtado.
slots-none = Nenhum horário convém a todas as pessoas. Tente outros dias, um horário mais amplo ou uma entrevista mais curta.
calendar-unreadable = Não é possível ler o calendário de { $email }: pergunte se o horário convém.
interviewer-free = { $email } está livre.
interviewer-busy = { $email } tem outro compromisso nesse momento.
interviewer-absent = { $email } não usa as integrações há 30 dias e por isso a sua agenda não é lida: pergunte se o horário serve.
interviewer-disconnected = A agenda própria de { $email } tem de ser conectada novamente: pergunte se o horário serve.
interviewer-unanswered = A agenda própria de { $email } não responde agora: pergunte se o horário serve.
interviewer-unclear = { $email } tem esta entrevista nesse momento e talvez outro compromisso: pergunte se o horário serve.
conflict-organizer = A agenda organizadora tem outro compromisso neste horário.
conflict-person = { $email } tem outro compromisso neste horário.
everybody-free = Todas as pessoas têm disponibilidade.
somebody-tentative = Alguém pode ter outro compromisso.
nobody-busy = Entre as pessoas cujo calendário pode ser lido, nenhuma tem compromissos.

## Datas, em UTC.

month = { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
day = { $day } de { month } de { $year }
moment = { day }, { $time } UTC

# Events to the recruiting system.
events-failed = { $count ->
    [one] Um evento não foi entregue ao sistema de recrutamento em 72 horas.
   *[other] { $count } eventos não foram entregues ao sistema de recrutamento em 72 horas.
}
events-waiting = { $count ->
    [one] Um evento aguarda o sistema de recrutamento desde { $since }.
   *[other] { $count } eventos aguardam o sistema de recrutamento desde { $since }.
}

## As mensagens no canal dos recrutadores.

note-interview-scheduled = Entrevista marcada
note-interview-moved = Entrevista remarcada
note-interview-longer = Entrevista prolongada
note-interview-shorter = Entrevista encurtada
note-interview-cancelled = Entrevista cancelada
note-guest-answered = Resposta do candidato
note-guest-accepted = O candidato aceitou
note-guest-declined = O candidato recusou
note-guest-tentative = O candidato aceitou com reservas
note-invited-answered = Uma pessoa convidada respondeu
note-invited-accepted = Uma pessoa convidada aceitou
note-invited-declined = Uma pessoa convidada recusou
note-invited-tentative = Uma pessoa convidada aceitou provisoriamente
note-offer-published = Vaga publicada no LinkedIn
note-offer-removed = Vaga retirada do LinkedIn
note-offer-failed = Vaga não publicada no LinkedIn
note-offer-unclear = Vaga talvez publicada no LinkedIn
note-offer-look-here = O LinkedIn não a aceitou. Veja a vaga e publique-a de novo.
note-offer-look-at-plans = A lista de publicações agendadas diz o que está em causa.
note-offer-look-there = O LinkedIn não confirmou. Veja lá antes de a publicar de novo.
note-advert-reminder = Algo a fazer num site de emprego
note-advert-not-posted = Oferta ainda não publicada em { $board }
note-advert-expired = Oferta terminada em { $board }
note-advert-still-there = Vaga fechada, oferta ainda em { $board }
note-connection-attention = Uma conexão precisa de atenção
note-connection-expiring = { $provider } terá de ser conectado de novo em breve
note-connection-ended = { $provider } tem de ser conectado de novo
note-connection-until = Funciona até { $end }. Conectar de novo leva um clique.
note-connection-again = Nada funciona até que alguém a conecte de novo.
note-candidate = Candidato
note-position = Vaga
note-when = Quando
note-before = Antes
note-length = Duração
note-minutes = { $minutes } minutos
note-moment = em { $at }
note-organizer = Na agenda de
note-open = Abrir no IntoWork
note-test = As mensagens sobre entrevistas, vagas e conexões chegam aqui.
note-test-sent = Um teste foi publicado em #{ $channel }
note-example-position = Contabilista

# O que impede um canal de receber mensagens, e o que fazer.
channel-trouble = Desde { $since }, #{ $channel } não recebe mensagens: { $reason } Canal escolhido por { $who }.
channel-not-found = foi apagado, ou é privado e a aplicação já não está nele. Convide a aplicação, ou escolha outro canal.
channel-not-invited = a aplicação não está nele. Convide-a para esse canal.
channel-archived = está arquivado. Escolha outro canal.
channel-restricted = só algumas pessoas podem escrever nele. Escolha outro canal, ou peça que a regra mude.
channel-full = o espaço gratuito não aceita mais mensagens.
channel-blocked = o espaço de trabalho não aceita a aplicação. Fale com o administrador.
channel-refused = o espaço de trabalho recusa-as por um motivo que a aplicação não conhece. Envie um teste, escolha outro canal, ou fale com o administrador do espaço.

## Booking links.

booking-text =
    Olá,
    { $company } gostaria de falar consigo sobre a vaga “{ $title }” ({ $minutes } minutos). Por favor, escolha até { $until } o horário que lhe convém melhor, com este link:
booking-text-unnamed =
    Olá,
    Gostaríamos de falar consigo sobre a vaga “{ $title }” ({ $minutes } minutos). Por favor, escolha até { $until } o horário que lhe convém melhor, com este link:
booking-revoked = O link já não funciona

# Notes of them.
note-booking-ended = Um link de marcação terminou
note-booking-expired = Nenhum horário foi escolhido: o link de marcação expirou
note-booking-stopped = O candidato já não pode escolher um horário
note-booking-job-closed = A vaga está fechada.
note-booking-withdrawn = A candidatura foi retirada.
note-booking-employer-left = Quem oferecia a entrevista já não trabalha aqui.
note-booking-connection = O calendário, ou o Zoom, tem de ser conectado de novo.
note-booking-unreadable = Um calendário não pode ser lido, o que foi proposto ou o de quem entrevista: talvez tenha de ser conectado de novo.
note-booking-again = Envie outro link, ou agende a entrevista diretamente.
