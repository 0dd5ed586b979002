export default {
  "booking": {
    "title": "Choisissez un horaire",
    "minutes": {
      "one": "{count} minute",
      "many": "{count} minutes",
      "other": "{count} minutes"
    },
    "zone": "Les horaires sont ceux de {zone}.",
    "pick": "Choisissez l’horaire qui vous convient :",
    "booked": "Votre entretien",
    "another": "Choisir un autre horaire :",
    "keep": "Vous pouvez le déplacer ou l’annuler jusqu’à une heure avant.",
    "late": "Il commence bientôt : veuillez contacter le recruteur si vous ne pouvez pas venir.",
    "join": "Rejoindre la visioconférence",
    "file": "Enregistrer dans mon agenda",
    "cancel": "Annuler l’entretien",
    "sure": "Annuler vraiment ?",
    "stay": "Le garder",
    "cancelled": "L’entretien est annulé. Vous pouvez choisir un autre horaire :",
    "none": "Aucun horaire n’est libre pour le moment. Veuillez vous adresser au recruteur.",
    "closed": "Aucun horaire ne peut être choisi ici pour le moment. Veuillez vous adresser au recruteur.",
    "book": "Réserver {when} ?",
    "yes": "Confirmer",
    "back": "Retour",
    "done": "C’est réservé.",
    "gone": "L’entretien est annulé.",
    "wait": "Un instant…",
    "failed": "Aucune réponse. Vérifiez votre connexion et réessayez.",
    "again": "Réessayer",
    "language": "Langue"
  }
};
