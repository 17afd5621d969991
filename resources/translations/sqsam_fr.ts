<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>BusyLine</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop: {what}</source>
        <translation>Arrêter : {what}</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search commands</source>
        <translation>Rechercher une commande</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire ?</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>Cette commande n’existe pas.</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
</context>
<context>
    <name>Compounds</name>
    <message>
        <source>Only cut-outs and pictures can be moved.</source>
        <translation>Seuls les détourages et les images peuvent être déplacés.</translation>
    </message>
    <message>
        <source>Make Picture</source>
        <translation>Convertir en image</translation>
    </message>
    <message>
        <source>Move Picture</source>
        <translation>Déplacer l’image</translation>
    </message>
    <message>
        <source>The photo cannot be grouped.</source>
        <translation>La photo ne peut pas être groupée.</translation>
    </message>
    <message>
        <source>Group {number}</source>
        <translation>Groupe {number}</translation>
    </message>
    <message>
        <source>Group Layers</source>
        <translation>Grouper les calques</translation>
    </message>
    <message>
        <source>{name} is in no group.</source>
        <translation>{name} n’est dans aucun groupe.</translation>
    </message>
    <message>
        <source>Ungroup Layers</source>
        <translation>Dégrouper les calques</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Mode de fusion</translation>
    </message>
    <message>
        <source>There is no layer below to merge with.</source>
        <translation>Aucun calque en dessous avec lequel fusionner.</translation>
    </message>
    <message>
        <source>Merge Layers</source>
        <translation>Fusionner les calques</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} copie</translation>
    </message>
    <message>
        <source>Copy to Picture</source>
        <translation>Copier en image</translation>
    </message>
    <message>
        <source>The photo is a picture already.</source>
        <translation>La photo est déjà une image.</translation>
    </message>
    <message>
        <source>{name} has no mask to change.</source>
        <translation>{name} n’a pas de masque à modifier.</translation>
    </message>
    <message>
        <source>Select the layer with the other mask, too.</source>
        <translation>Sélectionnez aussi le calque de l’autre masque.</translation>
    </message>
    <message>
        <source>Change Mask</source>
        <translation>Modifier le masque</translation>
    </message>
    <message>
        <source>Place Picture</source>
        <translation>Importer une image</translation>
    </message>
    <message>
        <source>{name} is not outlined yet.</source>
        <translation>{name} n’est pas encore détouré.</translation>
    </message>
</context>
<context>
    <name>CropBar</name>
    <message>
        <source>Crop</source>
        <translation>Recadrer</translation>
    </message>
    <message>
        <source>All of the Photo</source>
        <translation>Toute la photo</translation>
    </message>
    <message>
        <source>Proportions</source>
        <translation>Proportions</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Libres</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>D’origine</translation>
    </message>
    <message>
        <source>Upright or Lying</source>
        <translation>Portrait ou paysage</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Redresser</translation>
    </message>
    <message>
        <source>Double-click for none</source>
        <translation>Double-clic pour annuler</translation>
    </message>
    <message>
        <source>Straighten by degrees</source>
        <translation>Redresser en degrés</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Leave the picture as it was (Esc)</source>
        <translation>Laisser l’image telle quelle (Échap)</translation>
    </message>
    <message>
        <source>Crop the picture (Enter)</source>
        <translation>Recadrer l’image (Entrée)</translation>
    </message>
</context>
<context>
    <name>DocumentTabs</name>
    <message>
        <source>Open pictures</source>
        <translation>Images ouvertes</translation>
    </message>
    <message>
        <source>{name} *</source>
        <translation>{name} *</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>Fermer {name}</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Drop Outline</source>
        <translation>Abandonner le contour</translation>
    </message>
    <message>
        <source>Press Enter to keep this one first.</source>
        <translation>Appuyez d’abord sur Entrée pour garder celui-ci.</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Annulé : {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Rétabli : {what}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Back to: {what}</source>
        <translation>Retour à : {what}</translation>
    </message>
    <message>
        <source>Finish Editing</source>
        <translation>Terminer la modification</translation>
    </message>
    <message>
        <source>Find Subject</source>
        <translation>Chercher le sujet</translation>
    </message>
    <message>
        <source>Outlining</source>
        <translation>Détourage</translation>
    </message>
    <message>
        <source>No subject found. Click a thing.</source>
        <translation>Aucun sujet trouvé. Cliquez sur un objet.</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>sujet</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>contour</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Unexpected Error</source>
        <translation>Erreur inattendue</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Une erreur inattendue s’est produite.</translation>
    </message>
    <message>
        <source>You can go on. To be safe, save a copy of your work first.</source>
        <translation>Vous pouvez continuer. Par sécurité, enregistrez d’abord une copie de votre travail.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>Copier les détails</translation>
    </message>
    <message>
        <source>Save a Copy...</source>
        <translation>Enregistrer une copie...</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>D&amp;ossier</translation>
    </message>
    <message>
        <source>Folder {name}</source>
        <translation>Dossier {name}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>Begi&amp;n with</source>
        <translation>Comme&amp;ncer par</translation>
    </message>
    <message>
        <source>Export into Folder</source>
        <translation>Exporter dans un dossier</translation>
    </message>
    <message>
        <source>That would replace the photo itself.</source>
        <translation>Cela remplacerait la photo elle-même.</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>pour cent</translation>
    </message>
    <message>
        <source>pixels at most</source>
        <translation>pixels au plus</translation>
    </message>
    <message>
        <source>Unit of the size</source>
        <translation>Unité de la taille</translation>
    </message>
    <message>
        <source>&amp;Trim to what is visible</source>
        <translation>&amp;Rogner à la partie visible</translation>
    </message>
    <message>
        <source>&amp;Convert colours to sRGB</source>
        <translation>&amp;Convertir les couleurs en sRGB</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>Détourage</translation>
    </message>
    <message>
        <source>All visible layers</source>
        <translation>Tous les calques visibles</translation>
    </message>
    <message>
        <source>Each layer to a file</source>
        <translation>Un fichier par calque</translation>
    </message>
    <message>
        <source>Layers for other editors</source>
        <translation>Calques pour d’autres logiciels</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Masque</translation>
    </message>
    <message>
        <source>Annotations for training</source>
        <translation>Annotations pour l’entraînement</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xporter</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualité</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>&amp;Arrière-plan</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Taille</translation>
    </message>
    <message>
        <source>Background Colour</source>
        <translation>Couleur d’arrière-plan</translation>
    </message>
</context>
<context>
    <name>ExportPreview</name>
    <message>
        <source>Weighing ...</source>
        <translation>Calcul...</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} pixels</translation>
    </message>
    <message>
        <source>about {weight}</source>
        <translation>environ {weight}</translation>
    </message>
    <message>
        <source>{count} files, about {weight}</source>
        <translation>{count} fichiers, environ {weight}</translation>
    </message>
</context>
<context>
    <name>FileVerbs</name>
    <message>
        <source>Pictures and projects ({patterns});;All files (*)</source>
        <translation>Images et projets ({patterns});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Save a Copy</source>
        <translation>Enregistrer une copie</translation>
    </message>
    <message>
        <source>Go back to {name} as it was saved?</source>
        <translation>Revenir à {name} tel qu’enregistré ?</translation>
    </message>
    <message>
        <source>Go back to {name} as it was opened?</source>
        <translation>Revenir à {name} tel qu’à l’ouverture ?</translation>
    </message>
    <message>
        <source>What was done since is lost.</source>
        <translation>Ce qui a été fait depuis sera perdu.</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Pictures ({patterns});;All files (*)</source>
        <translation>Images ({patterns});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Place Picture</source>
        <translation>Importer une image</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Collée</translation>
    </message>
    <message>
        <source>Projects (*{suffix})</source>
        <translation>Projets (*{suffix})</translation>
    </message>
    <message>
        <source>Save Project</source>
        <translation>Enregistrer le projet</translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation>Copiez-en d’abord une.</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Il n’y a aucune image à coller.</translation>
    </message>
    <message>
        <source>The picture there cannot be read.</source>
        <translation>Cette image ne peut pas être lue.</translation>
    </message>
    <message>
        <source>Unsaved Layers</source>
        <translation>Calques non enregistrés</translation>
    </message>
    <message>
        <source>Save the layers of {name}?</source>
        <translation>Enregistrer les calques de {name} ?</translation>
    </message>
    <message>
        <source>They are lost if you do not save them.</source>
        <translation>Ils seront perdus si vous ne les enregistrez pas.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Opening {name}</source>
        <translation>Ouverture de {name}</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>collée</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Copie</translation>
    </message>
    <message>
        <source>Nothing was cut out: the outline was given up before its mask was known.</source>
        <translation>Rien n’a été détouré : le contour a été abandonné avant que son masque soit connu.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Écriture de {name}</translation>
    </message>
</context>
<context>
    <name>Framing</name>
    <message>
        <source>Rotate Right</source>
        <translation>Rotation à droite</translation>
    </message>
    <message>
        <source>Rotate by 180°</source>
        <translation>Rotation de 180°</translation>
    </message>
    <message>
        <source>Rotate Left</source>
        <translation>Rotation à gauche</translation>
    </message>
    <message>
        <source>Flip Horizontally</source>
        <translation>Miroir horizontal</translation>
    </message>
    <message>
        <source>Flip Vertically</source>
        <translation>Miroir vertical</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Redimensionner</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Recadrer</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Détourez d’abord un objet ou sélectionnez un calque.</translation>
    </message>
    <message>
        <source>Crop to Object</source>
        <translation>Recadrer sur l’objet</translation>
    </message>
    <message>
        <source>Show Whole Photo</source>
        <translation>Afficher toute la photo</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>HISTORY</source>
        <translation>HISTORIQUE</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message numerus="yes">
        <source>%n older step(s) left out to save memory.</source>
        <translation>
            <numerusform>%n étape plus ancienne abandonnée pour économiser la mémoire.</numerusform>
            <numerusform>%n étapes plus anciennes abandonnées pour économiser la mémoire.</numerusform>
        </translation>
    </message>
    <message>
        <source>As far back as it goes</source>
        <translation>Aussi loin que possible</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers</source>
        <translation>Calques</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>en cours de modification</translation>
    </message>
    <message>
        <source>folded group</source>
        <translation>groupe replié</translation>
    </message>
    <message>
        <source>group</source>
        <translation>groupe</translation>
    </message>
    <message>
        <source>level {number}</source>
        <translation>niveau {number}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillé</translation>
    </message>
</context>
<context>
    <name>LayerPictures</name>
    <message>
        <source>Working on layers</source>
        <translation>Traitement des calques</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Edit {name}</source>
        <translation>Modifier {name}</translation>
    </message>
    <message>
        <source>Select {name}</source>
        <translation>Sélectionner {name}</translation>
    </message>
    <message>
        <source>Finish Editing</source>
        <translation>Terminer la modification</translation>
    </message>
    <message>
        <source>Object {number}</source>
        <translation>Objet {number}</translation>
    </message>
    <message>
        <source>New Layer</source>
        <translation>Nouveau calque</translation>
    </message>
    <message>
        <source>Nothing is outlined to keep.</source>
        <translation>Aucun contour à garder.</translation>
    </message>
    <message>
        <source>Delete Layer</source>
        <translation>Supprimer le calque</translation>
    </message>
    <message>
        <source>Delete Layers</source>
        <translation>Supprimer les calques</translation>
    </message>
    <message>
        <source>The photo cannot be duplicated.</source>
        <translation>La photo ne peut pas être dupliquée.</translation>
    </message>
    <message>
        <source>{name} is not outlined yet.</source>
        <translation>{name} n’est pas encore détouré.</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} copie</translation>
    </message>
    <message>
        <source>Duplicate Layer</source>
        <translation>Dupliquer le calque</translation>
    </message>
    <message>
        <source>Rename Layer</source>
        <translation>Renommer le calque</translation>
    </message>
    <message>
        <source>Move Layer</source>
        <translation>Déplacer le calque</translation>
    </message>
    <message>
        <source>Move Layers</source>
        <translation>Déplacer les calques</translation>
    </message>
    <message>
        <source>Show Layer</source>
        <translation>Afficher le calque</translation>
    </message>
    <message>
        <source>Hide Layer</source>
        <translation>Masquer le calque</translation>
    </message>
    <message>
        <source>Show Layers</source>
        <translation>Afficher les calques</translation>
    </message>
    <message>
        <source>Hide Layers</source>
        <translation>Masquer les calques</translation>
    </message>
    <message>
        <source>Lock Layer</source>
        <translation>Verrouiller le calque</translation>
    </message>
    <message>
        <source>Unlock Layer</source>
        <translation>Déverrouiller le calque</translation>
    </message>
    <message>
        <source>Lock Layers</source>
        <translation>Verrouiller les calques</translation>
    </message>
    <message>
        <source>Unlock Layers</source>
        <translation>Déverrouiller les calques</translation>
    </message>
    <message>
        <source>Layer Opacity</source>
        <translation>Opacité du calque</translation>
    </message>
    <message>
        <source>{name} is locked.</source>
        <translation>{name} est verrouillé.</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>LAYERS</source>
        <translation>CALQUES</translation>
    </message>
    <message>
        <source>No layers yet. Press Enter to keep the outlined subject.</source>
        <translation>Pas encore de calque. Entrée garde le sujet détouré.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>Opacity in percent</source>
        <translation>Opacité en pour cent</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Preview on hover is on.</source>
        <translation>L’aperçu au survol est activé.</translation>
    </message>
    <message>
        <source>Preview on hover is off.</source>
        <translation>L’aperçu au survol est désactivé.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Click a thing. Shift adds, Alt or right button removes, Enter keeps.</source>
        <translation>Cliquez sur un objet. Maj ajoute, Alt ou le bouton droit retire, Entrée garde.</translation>
    </message>
    <message>
        <source>Kept as {name}. F8 shows the layers.</source>
        <translation>Gardé : {name}. F8 affiche les calques.</translation>
    </message>
    <message>
        <source>saved {name}</source>
        <translation>{name} enregistré</translation>
    </message>
</context>
<context>
    <name>MaskPanel</name>
    <message>
        <source>MASK</source>
        <translation>MASQUE</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Leaves the mask as it was outlined and painted</source>
        <translation>Laisse le masque tel que détouré et peint</translation>
    </message>
    <message>
        <source>Moves the edge outward, or inward below zero</source>
        <translation>Déplace le contour vers l’extérieur, ou l’intérieur sous zéro</translation>
    </message>
    <message>
        <source>Rounds stairs and small corners</source>
        <translation>Arrondit les crénelages et les petits angles</translation>
    </message>
    <message>
        <source>Draws the edge along the photo&apos;s, within this distance</source>
        <translation>Aligne le contour sur celui de la photo, dans cette distance</translation>
    </message>
    <message>
        <source>Finds hair and fur within this distance of the edge</source>
        <translation>Trouve cheveux et pelage à cette distance du contour</translation>
    </message>
    <message>
        <source>Lets the edge fade over this distance to both sides</source>
        <translation>Estompe le contour sur cette distance de chaque côté</translation>
    </message>
    <message>
        <source>Fills gaps that are enclosed by the mask</source>
        <translation>Comble les vides entourés par le masque</translation>
    </message>
    <message>
        <source>Removes parts much smaller than the largest</source>
        <translation>Supprime les parties bien plus petites que la plus grande</translation>
    </message>
    <message>
        <source>Frees the edge of cut-outs from the background&apos;s colour</source>
        <translation>Retire du bord des détourages la couleur de l’arrière-plan</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>Paint Mask</source>
        <translation>Peindre le masque</translation>
    </message>
    <message>
        <source>Erase Mask</source>
        <translation>Effacer le masque</translation>
    </message>
    <message>
        <source>Find Hair</source>
        <translation>Trouver les cheveux</translation>
    </message>
    <message>
        <source>Leave Hair</source>
        <translation>Ignorer les cheveux</translation>
    </message>
    <message>
        <source>Clear Painting</source>
        <translation>Effacer la peinture</translation>
    </message>
    <message>
        <source>Reset Adjustments</source>
        <translation>Réinitialiser les réglages</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Détourez d’abord un objet ou sélectionnez un calque.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Options of the tool</source>
        <translation>Options de l’outil</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Drag the edges, or outside of them to straighten. Enter crops.</source>
        <translation>Faites glisser les bords, ou l’extérieur pour redresser. Entrée recadre.</translation>
    </message>
    <message>
        <source>Copied {color}</source>
        <translation>{color} copiée</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Raccourcis</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Another language shows when the program starts again.</source>
        <translation>Une autre langue s’applique au prochain démarrage.</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Drag it or use the arrow keys. X swaps its sign, Delete removes it.</source>
        <translation>Faites-le glisser ou utilisez les flèches. X inverse son signe, Suppr le retire.</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>Déplacer : {what}</translation>
    </message>
    <message>
        <source>Resize {what}</source>
        <translation>Redimensionner : {what}</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>Retirer : {what}</translation>
    </message>
    <message>
        <source>Next Candidate</source>
        <translation>Proposition suivante</translation>
    </message>
    <message>
        <source>Candidate {number} of {count}</source>
        <translation>Proposition {number} sur {count}</translation>
    </message>
    <message>
        <source>Swap Sign of {what}</source>
        <translation>Inverser le signe : {what}</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Ouvrir un fichier &amp;récent</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Encore rien</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>{name} was not saved when the program ended.</source>
        <translation>{name} n’était pas enregistré à la fermeture du programme.</translation>
    </message>
    <message>
        <source>Your work of {when} can be restored.</source>
        <translation>Votre travail du {when} peut être restauré.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>{count} documents were not saved when the program ended.</source>
        <translation>{count} documents n’étaient pas enregistrés à la fermeture du programme.</translation>
    </message>
    <message>
        <source>Restore All</source>
        <translation>Tout restaurer</translation>
    </message>
    <message>
        <source>Discard All</source>
        <translation>Tout abandonner</translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Resize Picture</source>
        <translation>Redimensionner l’image</translation>
    </message>
    <message>
        <source>&amp;Keep proportions</source>
        <translation>&amp;Conserver les proportions</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Largeur</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Hauteur</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>É&amp;chelle</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Redimensionner</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
</context>
<context>
    <name>RowPainter</name>
    <message>
        <source>Layer name</source>
        <translation>Nom du calque</translation>
    </message>
</context>
<context>
    <name>SearchButton</name>
    <message>
        <source>Search commands</source>
        <translation>Rechercher une commande</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Search commands or keys</source>
        <translation>Rechercher une commande ou une touche</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Nouvelles touches</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>Appuyez sur les touches</translation>
    </message>
    <message>
        <source>Use Them Here</source>
        <translation>Utiliser ici</translation>
    </message>
    <message>
        <source>No Keys</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Reset All</source>
        <translation>Tout réinitialiser</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Commandes et leurs touches</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>{keys} cannot be changed.</source>
        <translation>{keys} ne peut pas être modifié.</translation>
    </message>
    <message>
        <source>{keys} is used for “{command}”.</source>
        <translation>{keys} sert déjà à « {command} ».</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>RECENT</source>
        <translation>RÉCENTS</translation>
    </message>
    <message>
        <source>TRY A SAMPLE</source>
        <translation>EXEMPLES</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Zoom in percent</source>
        <translation>Zoom en pour cent</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prêt</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
</context>
<context>
    <name>_BlendBox</name>
    <message>
        <source>Blend</source>
        <translation>Mode de fusion</translation>
    </message>
    <message>
        <source>Blend with the layers below</source>
        <translation>Fusionner avec les calques du dessous</translation>
    </message>
</context>
<context>
    <name>_Controls</name>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Dureté</translation>
    </message>
</context>
<context>
    <name>_DropZone</name>
    <message>
        <source>Drop a photo here or click to open</source>
        <translation>Déposez une photo ici ou cliquez pour ouvrir</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Déposez pour ouvrir</translation>
    </message>
</context>
<context>
    <name>_Title</name>
    <message>
        <source>Unfold</source>
        <translation>Déplier</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Replier</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>replié</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>déplié</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>About SqueezeSAM</source>
        <translation>À propos de SqueezeSAM</translation>
    </message>
    <message>
        <source>SqueezeSAM {version}</source>
        <translation>SqueezeSAM {version}</translation>
    </message>
    <message>
        <source>Outlines the subject of a photo before you click.</source>
        <translation>Détoure le sujet d’une photo avant même un clic.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Licence: Apache 2.0.</source>
        <translation>Rien ne quitte cet ordinateur. Licence : Apache 2.0.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>&amp;Ouvrir...</translation>
    </message>
    <message>
        <source>Place Pic&amp;ture...</source>
        <translation>I&amp;mporter une image...</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>&amp;Save Project</source>
        <translation>&amp;Enregistrer le projet</translation>
    </message>
    <message>
        <source>Save Project &amp;As...</source>
        <translation>Enregistrer le projet &amp;sous...</translation>
    </message>
    <message>
        <source>Export &amp;Mask...</source>
        <translation>Exporter le &amp;masque...</translation>
    </message>
    <message>
        <source>Export &amp;Layers...</source>
        <translation>Exporter les &amp;calques...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Copy Cut-out</source>
        <translation>&amp;Copier le détourage</translation>
    </message>
    <message>
        <source>Save a &amp;Copy...</source>
        <translation>Enregistrer une &amp;copie...</translation>
    </message>
    <message>
        <source>Re&amp;vert to Saved</source>
        <translation>Re&amp;venir à la version enregistrée</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>E&amp;xporter...</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>C&amp;oller</translation>
    </message>
    <message>
        <source>Paste as &amp;New Picture</source>
        <translation>Coller comme &amp;nouvelle image</translation>
    </message>
    <message>
        <source>Next &amp;Subject</source>
        <translation>Sujet &amp;suivant</translation>
    </message>
    <message>
        <source>&amp;Drop Outline</source>
        <translation>A&amp;bandonner le contour</translation>
    </message>
    <message>
        <source>Remo&amp;ve Prompt</source>
        <translation>Retirer l’ind&amp;ication</translation>
    </message>
    <message>
        <source>Pre&amp;ferences...</source>
        <translation>Pré&amp;férences...</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Calque</translation>
    </message>
    <message>
        <source>&amp;Keep Outline</source>
        <translation>&amp;Garder le contour</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>Re&amp;nommer</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Dupliquer</translation>
    </message>
    <message>
        <source>&amp;Delete Layer</source>
        <translation>&amp;Supprimer le calque</translation>
    </message>
    <message>
        <source>&amp;Copy to Picture</source>
        <translation>&amp;Copier en image</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Grouper</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Dé&amp;grouper</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Fusionner</translation>
    </message>
    <message>
        <source>&amp;Raise</source>
        <translation>&amp;Monter</translation>
    </message>
    <message>
        <source>L&amp;ower</source>
        <translation>&amp;Descendre</translation>
    </message>
    <message>
        <source>Show or &amp;Hide</source>
        <translation>A&amp;fficher ou masquer</translation>
    </message>
    <message>
        <source>&amp;Lock or Unlock</source>
        <translation>&amp;Verrouiller ou déverrouiller</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>&amp;Masque</translation>
    </message>
    <message>
        <source>In&amp;vert Mask</source>
        <translation>In&amp;verser le masque</translation>
    </message>
    <message>
        <source>&amp;Add Other Mask</source>
        <translation>&amp;Ajouter l’autre masque</translation>
    </message>
    <message>
        <source>S&amp;ubtract Other Mask</source>
        <translation>So&amp;ustraire l’autre masque</translation>
    </message>
    <message>
        <source>I&amp;ntersect with Other Mask</source>
        <translation>&amp;Intersection avec l’autre masque</translation>
    </message>
    <message>
        <source>&amp;Grow by a Pixel</source>
        <translation>&amp;Dilater d’un pixel</translation>
    </message>
    <message>
        <source>&amp;Shrink by a Pixel</source>
        <translation>&amp;Contracter d’un pixel</translation>
    </message>
    <message>
        <source>&amp;Fill Holes</source>
        <translation>&amp;Combler les trous</translation>
    </message>
    <message>
        <source>Remove &amp;Islands</source>
        <translation>Supprimer les î&amp;lots</translation>
    </message>
    <message>
        <source>&amp;Clean Edge Colour</source>
        <translation>&amp;Nettoyer la couleur du bord</translation>
    </message>
    <message>
        <source>&amp;Reset Adjustments</source>
        <translation>&amp;Réinitialiser les réglages</translation>
    </message>
    <message>
        <source>Clear &amp;Painting</source>
        <translation>Effacer la &amp;peinture</translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation>&amp;Outil</translation>
    </message>
    <message>
        <source>&amp;Click</source>
        <translation>&amp;Clic</translation>
    </message>
    <message>
        <source>&amp;Box</source>
        <translation>&amp;Rectangle</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Stroke</source>
        <translation>&amp;Trait</translation>
    </message>
    <message>
        <source>&amp;Paint Mask</source>
        <translation>&amp;Peindre le masque</translation>
    </message>
    <message>
        <source>&amp;Erase Mask</source>
        <translation>&amp;Effacer le masque</translation>
    </message>
    <message>
        <source>Find &amp;Hair</source>
        <translation>Trouver les c&amp;heveux</translation>
    </message>
    <message>
        <source>&amp;Move Picture</source>
        <translation>&amp;Déplacer l’image</translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation>&amp;Main</translation>
    </message>
    <message>
        <source>Cro&amp;p and Straighten</source>
        <translation>Recadrer et r&amp;edresser</translation>
    </message>
    <message>
        <source>&amp;Eyedropper</source>
        <translation>&amp;Pipette</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Nouveau</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Ajouter</translation>
    </message>
    <message>
        <source>&amp;Take Away</source>
        <translation>Re&amp;tirer</translation>
    </message>
    <message>
        <source>&amp;Intersect</source>
        <translation>&amp;Intersection</translation>
    </message>
    <message>
        <source>S&amp;wap Add and Take Away</source>
        <translation>Inverser a&amp;jout et retrait</translation>
    </message>
    <message>
        <source>Next Ca&amp;ndidate</source>
        <translation>Proposition sui&amp;vante</translation>
    </message>
    <message>
        <source>Na&amp;rrower Brush</source>
        <translation>Pinceau p&amp;lus fin</translation>
    </message>
    <message>
        <source>W&amp;ider Brush</source>
        <translation>Pinceau plus &amp;gros</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>&amp;Image</translation>
    </message>
    <message>
        <source>Rotate &amp;Left</source>
        <translation>Rotation à &amp;gauche</translation>
    </message>
    <message>
        <source>Rotate &amp;Right</source>
        <translation>Rotation à &amp;droite</translation>
    </message>
    <message>
        <source>Rotate by &amp;180°</source>
        <translation>Rotation de &amp;180°</translation>
    </message>
    <message>
        <source>Flip &amp;Horizontally</source>
        <translation>Miroir &amp;horizontal</translation>
    </message>
    <message>
        <source>Flip &amp;Vertically</source>
        <translation>Miroir &amp;vertical</translation>
    </message>
    <message>
        <source>Crop to &amp;Object</source>
        <translation>Recadrer sur l’&amp;objet</translation>
    </message>
    <message>
        <source>Re&amp;size...</source>
        <translation>Redi&amp;mensionner...</translation>
    </message>
    <message>
        <source>Show &amp;Whole Photo</source>
        <translation>Afficher &amp;toute la photo</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Zoom a&amp;vant</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Zoom a&amp;rrière</translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation>A&amp;juster à la fenêtre</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Taille réelle</translation>
    </message>
    <message>
        <source>O&amp;verlay</source>
        <translation>Super&amp;position</translation>
    </message>
    <message>
        <source>&amp;Colour Film</source>
        <translation>Film &amp;coloré</translation>
    </message>
    <message>
        <source>Outli&amp;ne Only</source>
        <translation>&amp;Contour seul</translation>
    </message>
    <message>
        <source>On &amp;Checkerboard</source>
        <translation>Sur &amp;damier</translation>
    </message>
    <message>
        <source>On &amp;Black</source>
        <translation>Sur &amp;noir</translation>
    </message>
    <message>
        <source>On &amp;White</source>
        <translation>Sur &amp;blanc</translation>
    </message>
    <message>
        <source>&amp;Matte</source>
        <translation>&amp;Masque</translation>
    </message>
    <message>
        <source>Ne&amp;xt Colour</source>
        <translation>Couleur su&amp;ivante</translation>
    </message>
    <message>
        <source>Before and After Side by Si&amp;de</source>
        <translation>Avant et après côte à cô&amp;te</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>A&amp;vant</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Panneaux</translation>
    </message>
    <message>
        <source>Next &amp;Part of the Window</source>
        <translation>&amp;Partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>Previous Part of the Window</source>
        <translation>Partie précédente de la fenêtre</translation>
    </message>
    <message>
        <source>Preview on Ho&amp;ver</source>
        <translation>Aperçu au sur&amp;vol</translation>
    </message>
    <message>
        <source>Next Picture</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>Previous Picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>Plein é&amp;cran</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts...</source>
        <translation>&amp;Raccourcis clavier...</translation>
    </message>
    <message>
        <source>&amp;Search Commands...</source>
        <translation>Rechercher une &amp;commande...</translation>
    </message>
    <message>
        <source>&amp;About SqueezeSAM</source>
        <translation>À &amp;propos de SqueezeSAM</translation>
    </message>
</context>
<context>
    <name>blends</name>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Superposition</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Incrustation</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>Obscurcir</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>Éclaircir</translation>
    </message>
</context>
<context>
    <name>masks</name>
    <message>
        <source>Fill Holes</source>
        <translation>Combler les trous</translation>
    </message>
    <message>
        <source>Remove Islands</source>
        <translation>Supprimer les îlots</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Dilater</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Lisser</translation>
    </message>
    <message>
        <source>Refine Edge</source>
        <translation>Améliorer le contour</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Cheveux</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Contour progressif</translation>
    </message>
    <message>
        <source>Clean Edge Colour</source>
        <translation>Nettoyer la couleur du bord</translation>
    </message>
</context>
<context>
    <name>prompts</name>
    <message>
        <source>Click</source>
        <translation>Clic</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rectangle</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>Trait</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>ajoute</translation>
    </message>
    <message>
        <source>takes away</source>
        <translation>retire</translation>
    </message>
    <message>
        <source>{what}, {sign}, x {x} y {y}, {number} of {count}</source>
        <translation>{what}, {sign}, x {x} y {y}, {number} sur {count}</translation>
    </message>
    <message>
        <source>{what}</source>
        <translation>{what}</translation>
    </message>
    <message>
        <source>Add {what}</source>
        <translation>Ajouter : {what}</translation>
    </message>
    <message>
        <source>Take Away {what}</source>
        <translation>Retirer : {what}</translation>
    </message>
    <message>
        <source>Intersect with {what}</source>
        <translation>Intersection : {what}</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>Replace {name}?</source>
        <translation>Remplacer {name} ?</translation>
    </message>
    <message>
        <source>What it holds now is lost.</source>
        <translation>Son contenu actuel sera perdu.</translation>
    </message>
    <message>
        <source>Replace {count} files?</source>
        <translation>Remplacer {count} fichiers ?</translation>
    </message>
    <message>
        <source>What they hold now is lost.</source>
        <translation>Leur contenu actuel sera perdu.</translation>
    </message>
    <message>
        <source>File Exists</source>
        <translation>Fichier existant</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
</context>
<context>
    <name>samples</name>
    <message>
        <source>Astronaut</source>
        <translation>Astronaute</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Coffee</source>
        <translation>Café</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Espace de travail</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>Édition</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Animations</source>
        <translation>Animations</translation>
    </message>
    <message>
        <source>Show what a click would take</source>
        <translation>Montrer ce qu’un clic prendrait</translation>
    </message>
    <message>
        <source>Overlay colour</source>
        <translation>Couleur de superposition</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rouge</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Vert</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Bleu</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Jaune</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rose</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Mémoire d’annulation</translation>
    </message>
    <message>
        <source>Restore work after a crash</source>
        <translation>Restaurer le travail après un plantage</translation>
    </message>
</context>
</TS>
