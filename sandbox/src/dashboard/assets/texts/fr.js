export default {
  "page": {
    "name": "{page} · IntoWork",
    "integrations": "Intégrations",
    "connections": "Connexions",
    "interviews": "Entretiens",
    "skip": "Aller au contenu",
    "language": "Langue",
    "loading": "Chargement…",
    "tryAgain": "Réessayer",
    "dismiss": "Masquer",
    "close": "Fermer",
    "cancel": "Annuler",
    "keep": "Garder",
    "leave": "Ne rien changer",
    "save": "Enregistrer",
    "copied": "Copié.",
    "copyLink": "Copier le lien"
  },
  "signIn": {
    "title": "Se connecter à IntoWork",
    "lead": "Connectez LinkedIn et vos agendas, publiez des offres et planifiez des entretiens.",
    "nobody": "Il n’y a personne sous le nom de qui se connecter.",
    "noCompany": "Sans entreprise",
    "noProfile": "Sans profil",
    "deactivated": "désactivé",
    "signOut": "Se déconnecter",
    "ended": "Votre session a pris fin. Reconnectez-vous pour continuer.",
    "role": { "employer": "employeur", "candidate": "candidat", "admin": "administrateur" }
  },
  "api": {
    "noAnswer": "Aucune réponse de {origin}. Vérifiez que l’API fonctionne, puis réessayez.",
    "tooMany": "Trop de demandes. Patientez un instant, puis réessayez.",
    "notFound": "Introuvable.",
    "failed": "La demande a échoué ({status}). Réessayez."
  },
  "format": {
    "justNow": "à l’instant"
  },
  "callback": {
    "page": "Fin de la connexion",
    "nothing": "Rien à terminer",
    "nothingText": "Cette page est la dernière étape de la connexion d’un compte, et aucune autorisation ne l’accompagne.",
    "signIn": "Connectez-vous pour terminer la connexion de {provider}",
    "signInText": "Connectez-vous en tant que la personne qui a commencé ; rien n’a encore été envoyé.",
    "replaced": "Ce compte remplace {account}.",
    "connecting": "Connexion de {provider}…",
    "wait": "Cela prend un instant. Gardez cette page ouverte.",
    "back": "Retour aux intégrations"
  },
  "adminConsent": {
    "calendar": "L’agenda",
    "granted": "{provider} est autorisé pour votre organisation",
    "grantedText": "Merci. Vos collègues peuvent maintenant s’y connecter. Vous pouvez fermer cette page.",
    "refused": "{provider} n’a pas été autorisé",
    "refusedText": "Rien n’a changé. Ouvrez de nouveau le lien si vous voulez l’autoriser malgré tout."
  },
  "offer": {
    "page": "Offre d’emploi",
    "apply": "Dans le produit, les candidats postulent ici."
  },
  "job": {
    "type": {
      "full_time": "Temps plein", "part_time": "Temps partiel", "contract": "Contrat", "temporary": "Intérim", "internship": "Stage"
    },
    "status": { "draft": "Brouillon", "published": "Publiée", "closed": "Fermée", "archived": "Archivée" }
  },
  "connections": {
    "lead": "Connectez les outils avec lesquels votre équipe recrute : une fois pour l’entreprise, et pour vous-même si vous préférez les vôtres.",
    "company": "De l’entreprise",
    "me": "La vôtre",
    "yours": "votre propre {provider}",
    "connect": "Connecter",
    "connectIt": "Connecter {connection}",
    "reconnect": "Reconnecter",
    "reconnectIt": "Reconnecter {connection}",
    "disconnect": "Déconnecter",
    "disconnectIt": "Déconnecter {connection}",
    "account": "Compte",
    "connected": "Connecté le",
    "lastUsed": "Dernière utilisation",
    "never": "Jamais",
    "reconnectBy": "À reconnecter avant le",
    "makesRoom": "Le compte connecté était {account}. Un autre compte qui se connecte maintenant le remplace.",
    "really": "Déconnecter {connection} ?",
    "isDisconnected": "{provider} est déconnecté.",
    "go": "Aller aux connexions",
    "mustReconnect": "{provider} doit être reconnecté",
    "replace": "Remplacer le compte",
    "state": {
      "active": "Connecté",
      "degraded": "En difficulté",
      "blocked": "Bloqué par un administrateur",
      "expiring": "Expire bientôt",
      "needs_reauthorization": "À reconnecter",
      "disconnected": "Non connecté"
    },
    "why": {
      "needs_reauthorization": "{provider} n’accepte plus l’autorisation accordée. Reconnectez-le pour continuer.",
      "degraded": "{provider} répond par des erreurs. Nous continuons d’essayer ; la connexion est conservée.",
      "expiring": "L’accès prend fin le {day}. Reconnectez-le avant."
    },
    "manage": "Gérer l’accès chez {provider}",
    "invite": "Copier un lien pour un collègue",
    "inviteTo": "Copier un lien par lequel un collègue connecte {provider}"
  },
  "outcome": {
    "connected": "{provider} est connecté.",
    "cancelled": "Vous avez annulé. {provider} n’a pas été connecté.",
    "admin_consent_required": "Dans votre organisation, seul un administrateur peut autoriser {provider}. Envoyez-lui le lien ci-dessous, puis recommencez la connexion.",
    "blocked_by_policy": "Une règle de votre organisation bloque {provider} pour cette application. Demandez à votre administrateur de l’autoriser.",
    "wrong_account": "Ce compte {provider} ne peut pas être utilisé ici. Choisissez un compte de votre organisation.",
    "consent_required": "{provider} vous demande de vous identifier ou d’accepter encore une fois. Recommencez la connexion.",
    "provider_misconfigured": "{provider} refuse ce produit pour le moment ; la cause est de notre côté. Prévenez-nous.",
    "provider_unavailable": "{provider} ne répond pas pour le moment. Réessayez dans quelques minutes.",
    "provider_error": "{provider} n’a pas pu être connecté. Veuillez réessayer.",
    "invalid_request": "La réponse de {provider} n’a pas pu être lue. Veuillez réessayer.",
    "invalid_state": "Cette tentative a expiré ou a déjà servi. Recommencez.",
    "state_mismatch": "Cette autorisation n’a pas été commencée ici par vous : rien n’a été connecté. Recommencez.",
    "request": "Un collègue vous demande de connecter {provider} pour l’entreprise. Prenez le compte qui en a les droits.",
    "signOutFirst": "Pour prendre un autre compte, déconnectez-vous d’abord chez {provider} : le compte ouvert y est mémorisé."
  },
  "administrator": {
    "title": "Votre administrateur doit autoriser {provider}",
    "text": "Envoyez ce lien à un administrateur de votre organisation. Il n’a pas besoin de compte ici et ne l’ouvre qu’une fois. Recommencez ensuite la connexion.",
    "link": "Lien pour l’administrateur",
    "marked": "Copiez le lien sélectionné."
  },
  "providers": {
    "linkedin": {
      "purpose": "Publier des offres d’emploi, sur des pages d’entreprise ou un profil personnel.",
      "for": {
        "company": "Pour tous les membres de votre entreprise, sur des pages.",
        "me": "Pour les publications sur votre propre profil. Personne d’autre ne peut s’en servir."
      },
      "loses": {
        "company": "Les offres ne pourront plus être publiées sur des pages. Les publications déjà en ligne y restent.",
        "me": "Plus rien ne pourra être publié sur votre profil. Les publications déjà en ligne y restent."
      }
    },
    "google-calendar": {
      "purpose": "Planifier des entretiens, trouver un créneau et envoyer des liens Google Meet."
    },
    "outlook": {
      "purpose": "Planifier des entretiens, trouver un créneau et envoyer des liens Microsoft Teams."
    },
    "calendar": {
      "for": {
        "company": "Pour qui n’a pas son propre agenda ici.",
        "me": "Vos entretiens y sont inscrits. Vos collègues voient qu’il existe et quand vous êtes libre ou occupé, et peuvent déplacer ou annuler les entretiens qu’il contient."
      },
      "loses": {
        "company": "Plus aucun entretien ne pourra y être planifié. Ceux qui le sont déjà y restent.",
        "me": "Ni vous ni vos collègues ne pourrez plus déplacer ou annuler ici les entretiens qu’il contient. Ils restent dans votre agenda."
      }
    },
    "zoom": {
      "purpose": "Tenir des entretiens sur Zoom, quel que soit leur agenda.",
      "for": {
        "company": "Pour qui n’a pas son propre Zoom ici.",
        "me": "Vos entretiens peuvent se tenir dans vos propres réunions, quel que soit leur agenda. Vos collègues peuvent déplacer ou annuler ces entretiens."
      },
      "loses": {
        "company": "Plus aucun entretien ne pourra se tenir dans les réunions de l’entreprise. Celles qui sont prévues restent sur Zoom, mais ne suivent plus leurs entretiens.",
        "me": "Plus aucun entretien ne pourra se tenir dans vos propres réunions. Celles qui sont prévues restent sur Zoom, mais ne suivent plus leurs entretiens."
      }
    },
    "slack": {
      "purpose": "Apprendre dans un canal ce qui arrive aux entretiens, aux offres et aux connexions.",
      "for": {
        "company": "Pour tous les membres de votre entreprise. Un administrateur de l’espace de travail doit peut-être d’abord approuver l’application : Slack le dit, et vous revenez ensuite ici pour la connecter."
      },
      "loses": {
        "company": "Plus rien ne sera dit dans le canal. Les messages qui s’y trouvent y restent."
      }
    }
  },
  "notes": {
    "title": "Messages",
    "open": "Choisir le canal et les messages",
    "none": "Aucun canal n’est encore choisi : rien n’est dit.",
    "go": "Les messages vont dans #{channel}.",
    "test": "Envoyer un essai",
    "choose": "Choisir…",
    "channel": "Canal",
    "more": "Autres canaux",
    "private": "#{channel} (privé)",
    "shared": "#{channel} (partagé avec d’autres)",
    "privateShared": "#{channel} (privé, partagé avec d’autres)",
    "pasted": "Ou son identifiant, ou son lien copié",
    "pastedExample": "C0123ABCD ou https://….slack.com/archives/…",
    "kinds": "Ce qui est dit",
    "look": "Aperçu du message"
  },
  "linkedin": {
    "lead": "Publiez vos offres d’emploi et suivez leurs résultats.",
    "disconnected": "LinkedIn n’est pas connecté",
    "disconnectedText": "Connectez-le pour publier vos offres d’emploi.",
    "jobs": "Offres d’emploi",
    "planned": "Planifiées",
    "posts": "Publications",
    "template": "Modèle",
    "noJobs": "Pas encore d’offres d’emploi",
    "noJobsText": "Les offres de votre entreprise apparaissent ici une fois rédigées.",
    "publish": "Publier",
    "publishIt": "Publier {title}",
    "preview": "Aperçu",
    "page": "Page d’entreprise",
    "profile": "Profil personnel",
    "profileOf": "De {account}",
    "profileOfWho": "De la personne qui a connecté LinkedIn",
    "choosePage": "Choisir une page",
    "defaultPage": "Page par défaut",
    "goTo": "Les publications vont sur {page}, sauf si vous en décidez autrement.",
    "noPage": "Ce compte ne gère aucune page LinkedIn. Les publications peuvent aller sur le profil personnel.",
    "message": "Message (facultatif)",
    "messageHint": "Remplace le texte de la publication. Le lien pour postuler est toujours ajouté.",
    "companyText": "Laissez vide pour utiliser le texte de votre entreprise.",
    "counter": "{count} caractères sur {limit}",
    "more": "…voir plus",
    "picture": "Image de l’offre, {width} × {height} pixels"
  },
  "publish": {
    "title": "Publier sur LinkedIn",
    "plan": "Planifier",
    "nowHint": "Laissez vide pour publier maintenant.",
    "where": "Publier sur",
    "lookingUp": "Recherche de vos pages…",
    "decided": "La page LinkedIn de votre entreprise ou, s’il n’y en a pas, le profil de la personne qui a connecté LinkedIn.",
    "chooseWhere": "Choisissez où publier.",
    "published": "Publiée",
    "already": "Déjà publiée, {moment} ; rien de nouveau n’a été publié",
    "alreadyNow": "Déjà publiée il y a un instant ; rien de nouveau n’a été publié",
    "not": "Non publiée : {place}",
    "view": "Voir la publication",
    "again": "Réessayer les autres",
    "done": "Terminé",
    "unconfirmed": "Non confirmée : {place}",
    "search": "Rechercher"
  },
  "later": {
    "date": "Jour",
    "hour": "Heure ({zone})",
    "both": "Indiquez un jour et une heure, ou aucun des deux."
  },
  "planned": {
    "none": "Rien n’est planifié",
    "noneText": "Indiquez un jour et une heure lorsque vous publiez une offre.",
    "change": "Modifier",
    "changeIt": "Modifier la planification de {title}",
    "takeBack": "Annuler la planification de {title}",
    "really": "Annuler cette publication ?",
    "reallyText": "Elle ne sera pas publiée.",
    "takeIt": "Annuler la publication",
    "removeIt": "Retirer de la liste la planification de {title}",
    "reallyRemove": "Retirer de la liste ?",
    "reallyRemoveText": "Elle n’a pas été publiée.",
    "remove": "Retirer",
    "stateOf": "{state} : {reason}",
    "losing": {
      "one": "{count} publication planifiée ne sera pas publiée.",
      "many": "{count} publications planifiées ne seront pas publiées.",
      "other": "{count} publications planifiées ne seront pas publiées."
    },
    "title": "Modifier la publication planifiée",
    "both": "Indiquez un jour et une heure.",
    "state": {
      "planned": "Planifiée", "starting": "En cours", "published": "Publiée", "stopped": "Arrêtée", "failed": "Échouée", "taken_back": "Annulée"
    },
    "reason": {
      "job_closed": "l’offre a été fermée",
      "job_updated": "l’offre a changé",
      "planner_left": "la personne qui l’a planifiée est partie",
      "disconnected": "LinkedIn a été déconnecté",
      "late": "trop tard",
      "quota": "la limite de LinkedIn est atteinte",
      "in_progress": "en cours",
      "not_connected": "LinkedIn n’est pas connecté",
      "reauthorization_required": "LinkedIn doit être reconnecté",
      "unknown_organization": "n’est plus possible sur cette page",
      "not_owner": "le profil de quelqu’un d’autre",
      "permission_denied": "LinkedIn ne le permet pas",
      "content_refused": "LinkedIn a refusé le contenu",
      "provider_unavailable": "LinkedIn ne répond pas",
      "outcome_unknown": "LinkedIn n’a pas confirmé"
    },
    "deleted": "{place} (supprimée)"
  },
  "posts": {
    "none": "Rien n’est encore publié",
    "noneText": "Publiez une offre et ses chiffres apparaissent ici.",
    "count": { "one": "{count} publication", "many": "{count} publications", "other": "{count} publications" },
    "impressions": "Vues",
    "clicks": "Clics",
    "likes": "J’aime",
    "comments": "Commentaires",
    "shares": "Partages",
    "engagement": "Taux d’engagement",
    "untitled": "Offre {number}",
    "view": "Voir",
    "delete": "Supprimer la publication {title}",
    "really": "Supprimer cette publication ?",
    "reallyText": "Elle disparaît de LinkedIn, avec ses mentions « J’aime » et ses commentaires. C’est définitif.",
    "deleteIt": "Supprimer la publication",
    "deleted": "La publication est supprimée.",
    "noTrend": "Pas encore d’évolution",
    "trend": "Vues, de {first} à {last}",
    "partly": "pour {known} sur {count}",
    "why": "Pourquoi un chiffre manque",
    "unknown": "{figures} : {reason}",
    "point": "{day} : {count}"
  },
  "template": {
    "text": "Modèle des publications",
    "save": "Enregistrer le modèle",
    "saved": "Le modèle est enregistré.",
    "hint": "Utilisé pour toute publication sans message propre. Laissez-le vide pour le texte standard.",
    "placeholders": "Variables : {names}.",
    "with": "Aperçu avec",
    "appears": "L’aperçu apparaît ici."
  },
  "interviews": {
    "lead": "Invitez des candidats, avec un lien vidéo, depuis l’agenda de votre équipe.",
    "disconnected": "Aucun agenda n’est connecté",
    "disconnectedText": "Connectez Google Calendar ou Outlook pour planifier des entretiens.",
    "schedule": "Planifier un entretien",
    "scheduled": "Planifiés",
    "noApplications": "Pas encore de candidatures",
    "noApplicationsText": "Dès que des candidats postulent, invitez-les ici.",
    "none": "Pas encore d’entretiens",
    "noneText": "Les entretiens que vous planifiez apparaissent ici.",
    "cancelled": "Annulé",
    "in": "Dans {calendar}",
    "timeIn": "{time} ({zone})",
    "move": "Déplacer",
    "moveIt": "Déplacer {title}",
    "cancelIt": "Annuler {title}",
    "really": "Annuler cet entretien ?",
    "reallyText": "Il est retiré de l’agenda.",
    "cancelInterview": "Annuler l’entretien",
    "isCancelled": "L’entretien est annulé.",
    "moveInterview": "Déplacer l’entretien",
    "isMoved": "L’entretien est déplacé.",
    "needTime": "Indiquez un jour et une heure de début.",
    "theCalendar": "l’agenda",
    "yourCalendar": "votre propre agenda",
    "companyCalendar": "l’agenda de l’entreprise",
    "calendarOf": "l’agenda de {name}",
    "leftColleague": "un collègue qui n’est plus connecté",
    "withAccount": "{calendar}, {account}",
    "confirmed": "L’entretien est planifié dans {calendar} et les invitations sont envoyées.",
    "openIn": "Ouvrir dans {calendar}",
    "link": "Lien {room}",
    "linkPending": "Le lien {room} est en cours de création ; il figurera dans l’événement de l’agenda.",
    "linkUnavailable": "Ce compte ne propose pas de lien {room}.",
    "candidate": "{name}, pour {job}",
    "timeHere": "{time} pour vous",
    "unconfirmed": "Non confirmé",
    "confirmedAlone": "L’entretien est planifié dans {calendar}. Personne n’est invité."
  },
  "schedule": {
    "submit": "Planifier l’entretien",
    "incomplete": "Indiquez un jour et une heure de début.",
    "candidate": "Candidat",
    "calendar": "Agenda",
    "yours": "{calendar} – le vôtre",
    "company": "{calendar} – de l’entreprise",
    "title": "Titre",
    "video": "Lien vidéo",
    "noVideo": "Aucun",
    "location": "Lieu (facultatif)",
    "locationExample": "Adresse, salle ou appel vidéo",
    "description": "Description (facultative)",
    "invited": "Personnes invitées",
    "attendees": "Invités",
    "attendeesHint": "Appuyez sur Entrée après chaque adresse.",
    "addressExample": "nom@entreprise.com",
    "remove": "Retirer {email}",
    "interviewers": "Intervieweurs",
    "interviewersHint": "Vos collègues qui ont leur propre agenda. Vous voyez quand ils sont libres ou occupés, et rien d’autre.",
    "date": "Jour",
    "start": "Début",
    "duration": "Durée",
    "zone": "Fuseau horaire",
    "noAddress": "« {text} » n’est pas une adresse e-mail. Corrigez-la ou retirez-la.",
    "titleHint": "Laissé vide, il nomme le poste et l’entreprise, dans la langue de l’offre.",
    "clash": "L’agenda contient autre chose à cette heure, ou un intervieweur n’est pas libre."
  },
  "slots": {
    "find": "Trouver un créneau",
    "none": "Aucun créneau commun ces jours-là. Essayez un autre jour ou un entretien plus court.",
    "of": "{email} : {availability}",
    "availability": { "tentative": "peut-être pris", "working_elsewhere": "travaille ailleurs", "busy": "occupé", "out_of_office": "absent" },
    "more": { "one": "Voir {count} autre créneau", "many": "Voir {count} autres créneaux", "other": "Voir {count} autres créneaux" }
  },
  "seen": {
    "guest": "Invité {number}",
    "answer": "{name} ({role}) {response}",
    "role": { "candidate": "candidat", "interviewer": "intervieweur", "guest": "invité" },
    "response": { "accepted": "a accepté", "declined": "a refusé", "tentative": "viendra peut-être", "needs_action": "n’a pas répondu" },
    "proposes": "propose {time}",
    "changed": "Modifié dans l’agenda",
    "change": "{what}, vu le {moment}",
    "what": {
      "moved": "Déplacé",
      "made_all_day": "Étendu à des jours entiers",
      "made_series": "Transformé en série",
      "renamed": "Renommé",
      "relocated": "Changé de lieu",
      "guests_changed": "Invités modifiés",
      "cancelled": "Supprimé",
      "restored": "Retiré de la corbeille"
    },
    "fresh": "Comme dans l’agenda {ago}",
    "delayed": "L’agenda ne peut pas être lu ; c’était exact {ago}",
    "everybody": "Toutes les personnes invitées sont prévenues.",
    "nobody": "Personne n’était invité."
  },
  "sandbox": {
    "name": "Bac à sable",
    "note": "Rien ici ne quitte cette machine",
    "controls": "Commandes du bac à sable",
    "clock": "Horloge",
    "clockText": "Tout vieillit d’un coup dans le bac à sable : jetons, avertissements, tâches.",
    "schedule": "Tâche planifiée",
    "scheduleText": "Renouvelle les jetons qui le demandent, comme la tâche le fait d’elle-même.",
    "ran": "La tâche s’est exécutée.",
    "run": "Lancer refresh-tokens maintenant",
    "others": "L’autre côté",
    "othersText": "Ce que les fournisseurs montrent à leurs utilisateurs, et ce qu’ils ont reçu.",
    "whatPeopleSee": "Ce que voient les gens",
    "requests": "Demandes reçues"
  }
};
