# Tous les textes adressés aux personnes, en français.

## Ce qui ne va pas, par son code.

unauthenticated = Votre session est absente ou a expiré. Reconnectez-vous.
employer_required = Seuls les employeurs peuvent utiliser les intégrations.
profile_not_found = Profil employeur introuvable.
company_required = Créez votre entreprise avant de connecter une intégration.
unknown_provider = Fournisseur inconnu. Utilisez linkedin, google-calendar, outlook, zoom ou slack.
unsupported = { $provider } ne propose pas cette fonction.
not_found-job = Offre introuvable.
not_found-application = Candidature introuvable.
not_found-post = Publication introuvable.
not_found-plan = Publication planifiée introuvable.
not_found-booking-link = Lien de réservation introuvable.
not_found-link = Ce lien n’est pas valide, ou ne l’est plus. Veuillez en demander un autre au recruteur.
not_found-interview = Entretien introuvable.
not_found-interviewer = Aucun de vos collègues ayant son propre agenda ici ne porte cet identifiant.
not_found-offer = Cette offre ne figure pas sur les sites d’emploi.
not_found-board = Aucun site d’emploi de ce nom où l’on publie à la main.
not_found-advert = Personne n’a préparé ni publié cette offre sur ce site.
not_found-feed = Il n’y a rien à cette adresse.
invalid_state = Cette tentative de connexion a expiré ou a déjà servi. Recommencez depuis la page des intégrations.
state_mismatch = Cette connexion a été commencée par une autre personne. Recommencez depuis votre propre compte.
company_changed = Votre entreprise a changé pendant la connexion. Recommencez.
issuer_mismatch = La réponse ne venait pas de { $provider }. Rien n’a été connecté.
cancelled = La connexion a été annulée.
code_refused = { $provider } n’a pas accepté la connexion. Veuillez réessayer.
missing_scope = { $provider } n’a pas été connecté, car il manque une autorisation : { $scope }. Recommencez la connexion et acceptez toutes les autorisations.
scope-google-events = « consulter et modifier les événements de vos agendas » ({ $name })
refresh_token_missing = { $provider } n’a pas permis une connexion durable. Recommencez la connexion et acceptez toutes les autorisations.
work_account_required = Connectez un compte professionnel ou scolaire : cette intégration n’accepte pas les comptes { $provider } personnels.
account_mismatch = Un autre compte { $provider } est connecté. Connectez le même compte, ou choisissez de le remplacer.
account_in_use = Ce compte { $provider } est déjà connecté ailleurs, et { $provider } ne garde qu’une connexion par compte. L’autre connexion continue. Pour utiliser ce compte ici, retirez cette application chez { $provider } (App Marketplace, applications installées), attendez quelques minutes que ce retrait soit connu, puis reconnectez-vous.
workspace_required = { $provider } a été connecté pour toute une organisation, alors qu’il faut un seul espace de travail. Installez l’application dans un espace précis, puis reconnectez-vous.
company_only = { $provider } se connecte pour toute l’entreprise, pas pour une personne.
channel_required = Aucun canal { $provider } n’est choisi. Choisissez-en un d’abord sur la page des intégrations.
channel_not_found = { $provider } ne montre pas ce canal. Vérifiez-le et, s’il est privé, invitez-y d’abord l’application.
channel_refused = { $provider } n’accepte pas de messages dans ce canal : { $reason }
not_configured = L’intégration { $provider } n’est pas configurée.
not_connected = { $provider } n’est pas connecté. Connectez-le d’abord sur la page des intégrations.
reauthorization_required = La connexion à { $provider } a expiré ou a été révoquée. Rétablissez-la sur la page des intégrations.
not_owner = Seule la personne qui a connecté { $provider } peut publier ou supprimer sur son profil personnel.
job_not_published = Cette offre n’est pas publiée. Publiez-la d’abord dans l’ATS.
too_many_offers = L’entreprise a autant d’offres sur les sites d’emploi qu’un flux peut en contenir. Retirez-en d’abord une.
advert_posted = D’après la dernière indication, cette offre est déjà sur ce site. Indiquez d’abord qu’elle y est terminée ou retirée, ou collez de nouveau l’adresse de sa page.
advert_not_posted = D’après la dernière indication, cette offre n’est pas sur ce site : seule une offre publiée peut y être terminée. Si elle n’y sera pas publiée, indiquez qu’elle est retirée.
feed_too_large = Ce flux est trop volumineux pour être envoyé non compressé. Demandez-le en gzip.
organization_required = Vous gérez plusieurs pages LinkedIn. Choisissez où publier.
organization_required-page = Choisissez où publier : sur votre page LinkedIn ou sur le profil personnel.
organization_required-gone = LinkedIn ne propose plus la page sur laquelle les offres étaient publiées. Faites reconnecter LinkedIn par un administrateur de la page, ou choisissez le profil personnel.
unknown_organization = Le membre LinkedIn connecté ne peut pas publier pour cette page.
event_changed = Cet entretien a été modifié entre-temps dans { $provider }. Vérifiez-le là-bas avant de le modifier ici.
other_account = Cet élément a été créé avec le compte { $provider } { $account }, et un autre compte est connecté. Reconnectez { $account }, ou modifiez-le dans { $provider } avec ce compte.
other_account-unknown = Le compte { $provider } connecté ne contient pas cet élément : il a peut-être été créé avec un autre compte. Reconnectez celui-ci, ou modifiez l’élément dans { $provider } avec ce compte.
organizer_unavailable = Cet entretien se trouve dans l’agenda { $provider } personnel de { $organizer }, qui ne peut pas être utilisé actuellement, et aucun autre agenda ne le remplace. Demandez à { $organizer } de le reconnecter et de s’en servir, ou annulez l’entretien à cet endroit et planifiez-le de nouveau.
organizer_unavailable-own = Cet entretien se trouve dans votre propre agenda { $provider }, qui n’est plus connecté. Reconnectez le même compte pour vous-même, ou modifiez l’entretien dans { $provider }.
idempotency_key_reused = Cette clé Idempotency-Key a déjà servi à une autre demande.
in_progress = Cette demande est déjà en cours de traitement. Réessayez dans un instant.
plan_started = Cette publication est faite ou en cours, ou sa planification est terminée : elle ne peut plus être modifiée.
too_many_plans = Votre entreprise a déjà { $limit } publications planifiées. Annulez-en une, ou attendez que l’une d’elles soit publiée.
slot_taken = Cet horaire n’est plus libre. Veuillez en choisir un autre.
booking_closed = Aucun horaire ne peut être choisi ici pour le moment. Veuillez vous adresser au recruteur.
booking_too_late = Il est trop tard pour modifier cet entretien ici. Veuillez contacter le recruteur.
booking_unavailable = Ce n’est pas possible pour le moment. Veuillez réessayer dans quelques minutes.
outcome_unknown = { $provider } n’a pas confirmé : c’est peut-être déjà fait. Vérifiez là-bas avant de réessayer.
permission_denied = { $provider } ne permet pas cela à ce compte. Vérifiez son rôle, ou reconnectez-le.
blocked_by_policy = { $provider } n’autorise pas cette application : un administrateur de votre organisation doit l’autoriser. La connexion est conservée et fonctionnera de nouveau ensuite.
scope_not_granted = Il manque à la connexion { $provider } l’autorisation nécessaire : { $scope }. Reconnectez { $provider } et acceptez toutes les autorisations.
content_refused = { $provider } a refusé le contenu.
throttled = { $provider } n’accepte plus de demandes pour le moment. Réessayez plus tard.
daily_limit = { $provider } n’accepte qu’un nombre limité de réunions par personne et par jour, et celui d’aujourd’hui est atteint. Cela reprend à { $until }.
provider_unavailable = { $provider } n’est pas disponible pour le moment. Réessayez plus tard.
provider_misconfigured = L’intégration { $provider } a un problème de configuration. Notre équipe a été prévenue.
ats_unavailable = Le système de recrutement n’est pas disponible pour le moment. Réessayez plus tard.
ats_incomplete = La réponse du système de recrutement est incomplète. Notre équipe a été prévenue.
storage_unavailable = Le service est momentanément indisponible. Réessayez plus tard.
timed_out = L’opération a pris trop de temps et a été interrompue. Elle a peut-être abouti : vérifiez avant de réessayer.
method_not_allowed = Cette adresse ne propose pas cette opération. Elle propose : { $methods }.
internal = Une erreur s’est produite de notre côté.

## Ce qui ne va pas dans une demande : `invalid_request`.

parameter-missing = le paramètre { $name } manque
parameter-malformed = le paramètre { $name } n’est pas valide
parameter-repeated = le paramètre { $name } figure plusieurs fois
query-too-long = la chaîne de requête est trop longue
query-not-utf8 = la chaîne de requête n’est pas en UTF-8
idempotency-key-malformed = Idempotency-Key : de 1 à 255 caractères ASCII visibles sont attendus
body-too-large = le corps dépasse 256 ko
body-not-json = body : ce n’est pas du JSON valide
body-not-object = body : un objet JSON est attendu
field-missing = { $field } : ce champ manque
field-twice = { $field } : ce champ figure deux fois
field-unknown = { $field } : ce champ n’existe pas. Vouliez-vous dire { $meant } ?
field-unreadable = { $field } : cette valeur est illisible
field-empty = { $field } : ce champ ne doit pas être vide
field-after = { $field } : cette valeur doit être postérieure à { $other }
field-not-before = { $field } : cette valeur ne doit pas précéder { $other }
field-needed = { $field } : ce champ est requis avec { $other }
field-range = { $field } : de { $from } à { $to } sont possibles
field-too-many = { $field } : { $limit } au maximum
field-problem = { $field } : { $problem }
number-too-large = { $field } : ce nombre est trop grand
expected-text = { $field } : un texte est attendu
expected-boolean = { $field } : true ou false est attendu
expected-list = { $field } : une liste est attendue
expected-number = { $field } : un nombre est attendu
expected-integer = { $field } : un nombre entier est attendu
expected-natural = { $field } : un nombre entier, positif ou nul, est attendu
expected-object = { $field } : un objet est attendu
expected-either = { $field } : { $one } ou { $other } est attendu
expected-one-of = { $field } : l’une de ces valeurs est attendue : { $words }
expected-organizer = { $field } : me, company ou l’identifiant d’un employeur est attendu
nothing-to-change = body : rien n’est à modifier
shards-unknown = shards : des nombres de 0 à { $last } sont attendus
channel-malformed = { $field } : indiquez l’identifiant d’un canal, comme C0123ABCD, ou son lien copié

# Heures.
time-malformed = { $field } : indiquez une heure locale telle que 2026-03-01T14:00:00, ou une heure avec Z ou un décalage
time-too-far = { $field } : cette date est trop éloignée
time-skipped = { $field } : cette heure n’existe pas, car les horloges avancent à ce moment-là ; vouliez-vous dire { $next } ?
time-past = { $field } : cette heure est passée
publish-too-soon = { $field } : indiquez une heure dans 5 minutes au plus tôt
publish-too-far = { $field } : une publication se planifie pour 90 jours au plus, ici jusqu’au { $until }
publish-republish = { $field } : impossible avec { $other }
time-of-day-malformed = { $field } : indiquez une heure telle que 09:00
day-malformed = { $field } : indiquez un jour tel que 2026-03-01
offer-days = { $field } : indiquez un jour entre { $first } et { $last }
days-empty = { $field } : indiquez au moins un jour
zone-unknown = { $field } : indiquez un nom IANA tel que Africa/Abidjan
slot-not-offered = { $field } : cet horaire n’est pas proposé
no-time-fits = { $field } : aucun entretien de cette durée ne tient dans ces jours, ces horaires et ce préavis
interview-too-long = { $field } : un entretien dure au plus un jour
search-too-long = { $field } : la recherche porte sur 31 jours au maximum

# Personnes invitées.
address-absent = il n’y a pas d’adresse e-mail
address-malformed = ce n’est pas une adresse e-mail
address-beyond-ascii = avant le @ d’une adresse e-mail, seules des lettres sans accent permettent d’inviter
candidate-not-invitable = attendees : impossible d’inviter { $name } à l’adresse qui figure dans le système de recrutement : { $problem }. Corrigez-la là-bas, ou indiquez les invités ici.
candidate = le candidat

# Pourquoi un texte n’est pas un modèle.
template-empty = le modèle est vide ; envoyez null pour le texte standard
template-syntax = le modèle contient une erreur de syntaxe : { $error }
template-block = seuls {"{%"} if variable {"%}"}, {"{%"} else {"%}"} et {"{%"} endif {"%}"} sont possibles, et non {"{%"} { $block } {"%}"}
template-variable = variable inconnue : « { $name } » ; celles qui existent sont { $names }
template-call = un filtre ou une fonction est utilisé ; seules des variables sont possibles
template-link = le modèle doit toujours contenir {"{{"} apply_url {"}}"}
template-too-long = le modèle est trop long : avec un titre long, il dépasse les { $limit } caractères de LinkedIn
template-unreadable = le texte enregistré est illisible. Enregistrez de nouveau le modèle.

## L’état d’une connexion.

health-outage = { $provider } ne répond pas depuis le { $since }. Nous continuons d’essayer : vous n’avez rien à faire.
health-configuration = { $provider } refuse notre application depuis le { $since }. La cause est de notre côté et notre équipe a été prévenue : vous n’avez rien à faire.
health-doubted = { $provider } refuse de nombreuses connexions à la fois depuis le { $since }, ce qui ressemble à une panne de leur côté. Notre équipe a été prévenue et la connexion est conservée : vous n’avez rien à faire.
health-policy = Depuis le { $since }, { $provider } n’autorise plus notre application. Demandez à { $gatekeeper } de l’autoriser à nouveau ; la connexion est conservée et reprendra alors d’elle-même.
health-expiring = L’autorisation { $provider } prend fin le { $end }.
health-unreadable = La connexion { $provider } enregistrée est endommagée. Reconnectez { $provider } pour la réparer.
health-revoked = L’accès a été retiré chez { $provider }. Reconnectez { $provider } pour continuer.
health-interaction = { $provider } demande une nouvelle authentification ou une approbation de votre organisation. Reconnectez { $provider } pour continuer.
health-expired = L’autorisation { $provider } a expiré. Reconnectez { $provider } pour continuer.
health-interrupted = Un renouvellement de la connexion { $provider } s’est interrompu à la dernière étape, et { $provider } ne répond pas deux fois. Rien d’autre n’est en cause : reconnectez { $provider } pour continuer.

# Qui décide des applications admises : ceci figure dans `health-policy`.
gatekeeper-linkedin = un administrateur de votre organisation
gatekeeper-google = l’administrateur Google Workspace de votre organisation (console d’administration, commandes des API), ou au titulaire du compte s’il utilise la Protection Avancée de Google,
gatekeeper-microsoft = l’administrateur Microsoft 365 de votre organisation (Microsoft Entra, applications d’entreprise)
gatekeeper-zoom = l’administrateur Zoom de votre organisation (App Marketplace, autorisations)
gatekeeper-slack = un administrateur de votre espace Slack (gestion des applications)

# Ce qu’il faut savoir avant qu’il ne soit trop tard.
ends-today = Dernier jour : { $provider } cessera de fonctionner dans les 24 heures. Reconnectez-le maintenant.
ends-this-week = { $provider } cessera de fonctionner dans { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }. Reconnectez-le cette semaine.
ends-later = { $provider } cessera de fonctionner dans { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }. Reconnectez-le à temps.
ends-for-a-rule = { $warning } { $provider } met fin à toute autorisation au bout d’un certain temps ; se reconnecter ne demande qu’un clic.

## Ce qu’une connexion ne permet pas.

permission-lost = Sans l’autorisation { $scope }, { $lost }. Reconnectez { $provider } et acceptez toutes les autorisations.
lost-profile-posts = rien ne peut être publié sur le profil personnel
lost-page-posts = rien ne peut être publié sur des pages
lost-pages = les pages et leurs chiffres ne peuvent pas être lus
lost-times = aucun créneau ne peut être proposé
lost-moving-rooms = une réunion Zoom n’est pas déplacée avec son entretien
lost-deleting-rooms = une réunion Zoom reste quand son entretien est annulé
lost-finding-rooms = après une réponse perdue, une seconde réunion Zoom peut être créée
lost-posting-uninvited = les messages ne vont que dans les canaux où l’application a été invitée
lost-public-channels = les canaux publics ne peuvent pas être listés
lost-private-channels = les canaux privés ne peuvent pas être listés

## Connexion et déconnexion.

connected-own = Votre propre compte { $provider } est maintenant connecté
connected = { $provider } est maintenant connecté
disconnected = { $provider } est maintenant déconnecté
was-not-connected = { $provider } n’était pas connecté
revocation-nothing = Il n’y avait rien à révoquer.
revocation-done = { $provider } a retiré notre accès.
revocation-not-offered = Nous avons supprimé notre accès. { $provider } ne permet qu’à vous de retirer l’autorisation elle-même, dans les paramètres de votre compte.
revocation-in-use = Nous avons supprimé notre accès. L’autorisation chez { $provider } subsiste, car une autre connexion utilise le même compte.
revocation-unknown = Nous avons supprimé notre accès. L’autorisation chez { $provider } subsiste, car une autre connexion utilise peut-être le même compte. Vous pouvez la retirer dans les paramètres de votre compte.
revocation-unconfirmed = Nous avons déconnecté { $provider }, mais le retrait de l’autorisation n’a pas été confirmé. Nous continuons de le demander pendant une semaine ; vous pouvez la retirer dès maintenant dans les paramètres de votre compte.

## Publications.

job-published = L’offre a été publiée sur LinkedIn
job-already-published = Cette offre est déjà sur LinkedIn avec le même texte : rien de nouveau n’a été publié
post-deleted = La publication a été supprimée de LinkedIn
plan-made = La publication est planifiée
plan-made-by-colleague = Un collègue a déjà planifié cette publication. Elle s’arrête s’il quitte l’entreprise.
plan-changed = La publication planifiée est modifiée
plan-taken-back = La publication planifiée est annulée
plan-published = La publication planifiée est faite
plan-dismissed = La publication planifiée n’est plus dans la liste
plan-job-closed = L’offre a été fermée. Rien n’a été publié.
plan-job-updated = L’offre a changé depuis la planification. Relisez la publication et enregistrez-la de nouveau, ou annulez-la.
plan-planner-left = La personne qui a planifié cette publication ne travaille plus pour l’entreprise. Planifiez-la de nouveau.
plan-disconnected = { $provider } a été déconnecté. Connectez-le et planifiez de nouveau la publication.
plan-late = La publication n’a pas pu être faite dans les 15 minutes suivant son heure. Publiez-la maintenant ou planifiez-la de nouveau.
plan-quota = { $provider } n’accepte plus de publications pour le moment : sa limite est atteinte. Publiez plus tard ou planifiez de nouveau la publication.
plan-in-progress = On ne sait pas encore si la publication est en ligne. C’est vérifié de nouveau chaque minute.
text_shortened-message = Le message était trop long pour { $provider } et a été raccourci.
card_shortened = La carte sous la publication montre le début du titre ou du texte de l’offre.
calendar_missing = Ce compte { $provider } n’a pas de boîte aux lettres, donc pas d’agenda : aucun entretien ne peut y être planifié. Demandez-en une à votre administrateur et reconnectez { $provider }, ou connectez un autre compte.
rooms_unavailable = Ce compte { $provider } ne crée pas de réunions Teams : ses entretiens n’ont pas de lien Teams. Tenez-les sur Zoom, ou connectez un compte qui dispose de Teams.
room_ends_early = Le compte { $provider } est gratuit : ses réunions s’arrêtent après 40 minutes, et cet entretien dure plus longtemps.
room_may_be_doubled = { $provider } n’a pas confirmé tout de suite : une seconde réunion y existe peut-être. Vérifiez, et supprimez celle que l’invitation ne nomme pas.
room_not_moved = L’entretien a été modifié, mais pas sa réunion { $provider } : la connexion qui l’a créée n’est pas connectée ici, ou n’en a pas le droit. Son lien fonctionne toujours ; modifiez la réunion dans { $provider } à la main.
room_left = L’entretien est annulé, mais sa réunion { $provider } reste : la connexion qui l’a créée n’est pas connectée ici, ou n’en a pas le droit. Supprimez-la dans { $provider } à la main.
picture_left_out = L’image n’a pas été reprise : { $reason }
template_unusable = Le texte standard a remplacé votre modèle : { $problem }
picture-address = son adresse n’est pas une simple adresse https. Ajoutez de nouveau l’image à l’offre.
picture-host = son hôte n’est pas de ceux dont les images sont reprises. Ajoutez l’image à l’offre elle-même.
picture-not-public = son hôte n’est pas public. Ajoutez l’image à l’offre elle-même.
picture-not-loaded = elle ne peut pas être chargée. Vérifiez qu’elle existe encore, ou ajoutez-la de nouveau à l’offre.
picture-too-large = elle dépasse 10 Mo. Choisissez-en une plus légère.
picture-format = ce n’est pas une image JPEG, PNG ou GIF. Enregistrez-la dans l’un de ces formats et ajoutez-la de nouveau à l’offre.
picture-incomplete = le fichier est incomplet ou endommagé. Ajoutez-le de nouveau à l’offre.
picture-pixels = elle a trop de pixels pour LinkedIn. Choisissez-en une d’environ 1200 × 627 pixels.
picture-not-taken = LinkedIn ne l’a pas acceptée. Essayez une autre image.
picture-not-now = LinkedIn n’a pas pu la recevoir pour le moment. Publiez de nouveau plus tard si l’image est importante.
picture-too-slow = cela a pris trop de temps. Publiez de nouveau plus tard si l’image est importante.
picture-not-then = elle n’était pas disponible à l’heure de la publication. Supprimez la publication et refaites-la si l’image est importante.
connection_ends = La connexion à { $provider } se termine le { $until }, avant cette publication. Reconnectez { $provider } d’ici là.

# Pages.
pages-not-granted = Il manque à la connexion LinkedIn l’autorisation de lister les pages (rw_organization_admin). Reconnectez LinkedIn pour l’accorder ; d’ici là, vous pouvez publier sur le profil personnel.
pages-not-asked-for = La publication sur des pages n’est pas prévue ici : les publications vont sur le profil personnel.
pages-none = Le membre LinkedIn connecté n’est administrateur, ou administrateur de contenu, d’aucune page. Demandez ce rôle sur LinkedIn, ou publiez sur le profil personnel.

# Chiffres.
figures-not-granted = Il manque à la connexion LinkedIn l’autorisation rw_organization_admin. Reconnectez LinkedIn pour l’accorder.
figures-profile-not-granted = LinkedIn ne communique les chiffres des publications d’un profil personnel qu’avec l’autorisation r_member_postAnalytics, que cette connexion n’a pas.
figures-author-only = LinkedIn ne communique les chiffres d’une publication d’un profil personnel qu’à son auteur.
figures-newest-only = Dans une liste, seuls les chiffres des publications les plus récentes d’un profil personnel sont demandés. Consultez les statistiques de cette publication.
figures-no-clicks = LinkedIn ne compte pas les clics sur les publications d’un profil personnel.
figures-left-out = LinkedIn ne l’a pas indiqué dans sa réponse.
figures-administrators-only = LinkedIn ne le communique qu’aux administrateurs de la page.
figures-not-answered = LinkedIn ne peut pas être interrogé pour le moment.
offer-lacks-title = L’offre n’a pas de titre.
offer-lacks-company = Le nom de l’entreprise manque.
offer-lacks-description = L’offre n’a pas de texte.
offer-lacks-length = Le texte est trop court : ce site demande au moins { $limit } caractères.
offer-lacks-place = L’offre n’indique aucun lieu où ce site pourrait l’afficher. Inscrivez la ville dans son lieu de travail.
offer-lacks-country = Le pays de l’offre manque.
offer-too-old = L’offre n’a pas changé depuis si longtemps que ce site la refuserait. Prolongez-la pour l’afficher de nouveau.
advert-url = { $field } : l’adresse de la page de l’offre sur { $board } est attendue, sur { $hosts }
advert-only-posted = { $field } : réservé à l’état « posted »
advert-by-hand = { $board } n’a pas d’accès connu pour les programmes : copiez chaque champ dans son formulaire, puis collez ici l’adresse de la page de l’offre. Rien n’y est publié automatiquement.
advert-not-posted = Personne n’a dit que l’offre est sur { $board }. Publiez-la et collez son adresse, ou indiquez qu’elle n’y sera pas.
advert-expired = Le dernier jour de l’offre sur { $board } est passé, et le poste est toujours à pourvoir. Publiez-la de nouveau, ou indiquez qu’elle est retirée.
advert-still-there = Le poste n’est plus à pourvoir et, d’après la dernière indication, l’offre est encore sur { $board }. Retirez-la, puis indiquez-le ici.
advert-apply = Postulez ici : { $url }
advert-day = { $day }
offer-lacks-room = Le flux est plein : il contient { $limit } offres.

## Entretiens.

event-created-google = L’événement a été créé dans Google Calendar
event-created-outlook = L’événement a été créé dans le calendrier Outlook
interview-updated = L’entretien a été modifié
interview-cancelled = L’entretien a été annulé
text_shortened-title = Le titre était trop long pour { $provider } et a été raccourci.
text_shortened-description = La description était trop longue pour { $provider } et a été raccourcie.
text_shortened-location = Le lieu était trop long pour { $provider } et a été raccourci.
slots-none = Aucun créneau ne convient à tout le monde. Essayez d’autres jours, une plage horaire plus large ou un entretien plus court.
calendar-unreadable = L’agenda de { $email } ne peut pas être lu : demandez si le créneau convient.
interviewer-free = { $email } est libre.
interviewer-busy = { $email } n’est pas libre à ce moment.
interviewer-absent = { $email } n’a pas utilisé les intégrations depuis 30 jours, son agenda n’est donc pas lu : demandez si l’heure convient.
interviewer-disconnected = L’agenda personnel de { $email } doit être reconnecté : demandez si l’heure convient.
interviewer-unanswered = L’agenda personnel de { $email } ne répond pas actuellement : demandez si l’heure convient.
interviewer-unclear = { $email } a cet entretien à ce moment, et peut-être autre chose : demandez si l’heure convient.
conflict-organizer = L’agenda organisateur contient autre chose à cette heure.
conflict-person = { $email } n’est pas libre à cette heure.
everybody-free = Tout le monde est disponible.
somebody-tentative = Quelqu’un a peut-être un autre rendez-vous.
nobody-busy = Parmi les personnes dont l’agenda peut être lu, aucune n’est occupée.

## Dates, en UTC.

month = { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
day = { $day ->
        [1] 1er
       *[other] { $day }
    } { month } { $year }
moment = { day } à { $time } UTC

# Events to the recruiting system.
events-failed = { $count ->
    [one] Un événement n’a pas pu être transmis au système de recrutement en 72 heures.
   *[other] { $count } événements n’ont pas pu être transmis au système de recrutement en 72 heures.
}
events-waiting = { $count ->
    [one] Un événement attend le système de recrutement depuis le { $since }.
   *[other] { $count } événements attendent le système de recrutement depuis le { $since }.
}

## Les messages dans le canal des recruteurs.

note-interview-scheduled = Entretien planifié
note-interview-moved = Entretien déplacé
note-interview-longer = Entretien rallongé
note-interview-shorter = Entretien raccourci
note-interview-cancelled = Entretien annulé
note-guest-answered = Réponse du candidat
note-guest-accepted = Le candidat a accepté
note-guest-declined = Le candidat a refusé
note-guest-tentative = Le candidat a accepté sous réserve
note-invited-answered = Une personne invitée a répondu
note-invited-accepted = Une personne invitée a accepté
note-invited-declined = Une personne invitée a décliné
note-invited-tentative = Une personne invitée a accepté sous réserve
note-offer-published = Offre publiée sur LinkedIn
note-offer-removed = Offre retirée de LinkedIn
note-offer-failed = Offre non publiée sur LinkedIn
note-offer-unclear = Offre peut-être publiée sur LinkedIn
note-offer-look-here = LinkedIn ne l’a pas acceptée. Regardez l’offre et publiez-la de nouveau.
note-offer-look-at-plans = La liste des publications planifiées dit ce qui est concerné.
note-offer-look-there = LinkedIn n’a pas confirmé. Regardez là-bas avant de la publier de nouveau.
note-advert-reminder = À faire sur un site d’emploi
note-advert-not-posted = Offre pas encore publiée sur { $board }
note-advert-expired = Offre arrivée à son terme sur { $board }
note-advert-still-there = Poste clos, offre encore sur { $board }
note-connection-attention = Une connexion demande votre attention
note-connection-expiring = { $provider } devra bientôt être reconnecté
note-connection-ended = { $provider } doit être reconnecté
note-connection-until = La connexion fonctionne jusqu’au { $end }. La refaire ne demande qu’un clic.
note-connection-again = Rien ne fonctionne tant que personne ne la refait.
note-candidate = Candidat
note-position = Poste
note-when = Quand
note-before = Avant
note-length = Durée
note-minutes = { $minutes } minutes
note-moment = le { $at }
note-organizer = Dans l’agenda de
note-open = Ouvrir dans IntoWork
note-test = Les messages sur les entretiens, les offres et les connexions arrivent ici.
note-test-sent = Un essai a été envoyé dans #{ $channel }
note-example-position = Comptable

# Ce qui empêche un canal de recevoir des messages, et que faire.
channel-trouble = Depuis le { $since }, #{ $channel } ne reçoit plus de messages : { $reason } Canal choisi par { $who }.
channel-not-found = il a été supprimé, ou il est privé et l’application n’y est plus. Invitez l’application, ou choisissez un autre canal.
channel-not-invited = l’application n’y est pas. Invitez-la dans ce canal.
channel-archived = il est archivé. Choisissez un autre canal.
channel-restricted = seules certaines personnes peuvent y écrire. Choisissez un autre canal, ou faites changer la règle.
channel-full = l’espace gratuit n’accepte plus de messages.
channel-blocked = l’espace de travail n’accepte pas l’application. Adressez-vous à son administrateur.
channel-refused = l’espace de travail les refuse pour une raison que l’application ne connaît pas. Envoyez un essai, choisissez un autre canal, ou adressez-vous à l’administrateur de l’espace.

## Booking links.

booking-text =
    Bonjour,
    { $company } souhaite vous rencontrer au sujet du poste « { $title } » ({ $minutes } minutes). Veuillez choisir, jusqu’au { $until }, l’horaire qui vous convient le mieux avec ce lien :
booking-text-unnamed =
    Bonjour,
    Nous souhaitons vous rencontrer au sujet du poste « { $title } » ({ $minutes } minutes). Veuillez choisir, jusqu’au { $until }, l’horaire qui vous convient le mieux avec ce lien :
booking-revoked = Le lien ne fonctionne plus

# Notes of them.
note-booking-ended = Un lien de réservation a pris fin
note-booking-expired = Aucun horaire choisi : le lien de réservation a expiré
note-booking-stopped = Le candidat ne peut plus choisir d’horaire
note-booking-job-closed = L’offre est fermée.
note-booking-withdrawn = La candidature a été retirée.
note-booking-employer-left = La personne qui proposait l’entretien ne travaille plus ici.
note-booking-connection = L’agenda, ou Zoom, doit être reconnecté.
note-booking-unreadable = Un agenda ne peut pas être lu, celui qui était proposé ou celui d’un intervieweur : il doit peut-être être reconnecté.
note-booking-again = Envoyez un autre lien, ou planifiez l’entretien vous-même.
