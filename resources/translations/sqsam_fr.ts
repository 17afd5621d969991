<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>BatchDialog</name>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Apply the &amp;effects of a layer</source>
        <translation>Appliquer les &amp;effets d’un calque</translation>
    </message>
    <message>
        <source>Apply the &amp;effects of {name}</source>
        <translation>Appliquer les &amp;effets de {name}</translation>
    </message>
    <message>
        <source>Select a layer that has effects first.</source>
        <translation>Choisissez d’abord un calque qui a des effets.</translation>
    </message>
    <message>
        <source>F&amp;iles...</source>
        <translation>F&amp;ichiers...</translation>
    </message>
    <message>
        <source>&amp;Refine edges</source>
        <translation>Affiner les &amp;bords</translation>
    </message>
    <message>
        <source>&amp;Trim to what is visible</source>
        <translation>&amp;Rogner à ce qui est visible</translation>
    </message>
    <message>
        <source>Photos that are worked on at a time</source>
        <translation>Photos traitées en même temps</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Show Results</source>
        <translation>Montrer les résultats</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Photos</translation>
    </message>
    <message>
        <source>Results &amp;in</source>
        <translation>Résultats &amp;dans</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>At a ti&amp;me</source>
        <translation>En même te&amp;mps</translation>
    </message>
    <message>
        <source>Photos in Folder</source>
        <translation>Photos du dossier</translation>
    </message>
    <message>
        <source>Pictures ({patterns});;All files (*)</source>
        <translation>Images ({patterns});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Results in Folder</source>
        <translation>Résultats dans le dossier</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} photos</translation>
    </message>
    <message>
        <source>Choose photos; the subject of each is cut out.</source>
        <translation>Choisissez des photos ; le sujet de chacune est détouré.</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>Choisir un dossier...</translation>
    </message>
    <message>
        <source>Looking for photos...</source>
        <translation>Recherche des photos...</translation>
    </message>
    <message>
        <source>Finishing the photos in hand...</source>
        <translation>Les photos commencées sont terminées...</translation>
    </message>
    <message>
        <source>{done} of {photos}</source>
        <translation>{done} sur {photos}</translation>
    </message>
    <message>
        <source>Done: {count}.</source>
        <translation>Terminées : {count}.</translation>
    </message>
    <message>
        <source>Done before: {count}.</source>
        <translation>Déjà terminées : {count}.</translation>
    </message>
    <message>
        <source>Failed: {count}.</source>
        <translation>Échouées : {count}.</translation>
    </message>
    <message>
        <source>Start goes on with the rest.</source>
        <translation>Démarrer continue avec le reste.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop: {what}</source>
        <translation>Arrêter&#xa0;: {what}</translation>
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
    <name>ColorControl</name>
    <message>
        <source>Choose a colour</source>
        <translation>Choisir une couleur</translation>
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
        <translation>Que voulez-vous faire&#xa0;?</translation>
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
        <translation>Annulé&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Rétabli&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Back to: {what}</source>
        <translation>Retour à&#xa0;: {what}</translation>
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
    <name>EffectList</name>
    <message>
        <source>Effects</source>
        <translation>Effets</translation>
    </message>
</context>
<context>
    <name>EffectsDesk</name>
    <message>
        <source>Switch On Again</source>
        <translation>Réactiver</translation>
    </message>
    <message>
        <source>Plug-ins...</source>
        <translation>Greffons...</translation>
    </message>
    <message>
        <source>Click on the photo, or drag. Esc leaves it.</source>
        <translation>Cliquez sur la photo ou faites glisser. Échap pour quitter.</translation>
    </message>
    <message>
        <source>Effects that are not installed are kept, but not shown: {names}.</source>
        <translation>Les effets qui ne sont pas installés sont conservés, mais pas affichés : {names}.</translation>
    </message>
</context>
<context>
    <name>EffectsPanel</name>
    <message>
        <source>EFFECTS</source>
        <translation>EFFETS</translation>
    </message>
    <message>
        <source>No effects yet. Press + to see what they do to your photo.</source>
        <translation>Pas encore d&apos;effets. Appuyez sur + pour voir ce qu&apos;ils font de votre photo.</translation>
    </message>
    <message>
        <source>Switch On</source>
        <translation>Activer</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Dosage</translation>
    </message>
    <message>
        <source>The plug-in {name} is not installed. Its settings are kept.</source>
        <translation>Le greffon {name} n&apos;est pas installé. Ses réglages sont conservés.</translation>
    </message>
    <message>
        <source>The plug-in {name} failed and was switched off.</source>
        <translation>Le greffon {name} a échoué et a été désactivé.</translation>
    </message>
    <message>
        <source>The plug-in {name} is switched off.</source>
        <translation>Le greffon {name} est désactivé.</translation>
    </message>
    <message>
        <source>Add an effect</source>
        <translation>Ajouter un effet</translation>
    </message>
    <message>
        <source>Hold to see the picture without this effect</source>
        <translation>Maintenir pour voir l&apos;image sans cet effet</translation>
    </message>
    <message>
        <source>Run earlier</source>
        <translation>Appliquer plus tôt</translation>
    </message>
    <message>
        <source>Run later</source>
        <translation>Appliquer plus tard</translation>
    </message>
    <message>
        <source>Remove the effect</source>
        <translation>Retirer l&apos;effet</translation>
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
    <name>FileControl</name>
    <message>
        <source>no file</source>
        <translation>aucun fichier</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>Choose a File</source>
        <translation>Choisir un fichier</translation>
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
        <translation>Revenir à {name} tel qu’enregistré&#xa0;?</translation>
    </message>
    <message>
        <source>Go back to {name} as it was opened?</source>
        <translation>Revenir à {name} tel qu’à l’ouverture&#xa0;?</translation>
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
        <translation>Enregistrer les calques de {name}&#xa0;?</translation>
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
        <translation>Rien n’a été détouré&#xa0;: le contour a été abandonné avant que son masque soit connu.</translation>
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
    <name>Gallery</name>
    <message>
        <source>Once something is outlined: {count} more.</source>
        <translation>Dès que quelque chose est détouré : {count} de plus.</translation>
    </message>
    <message>
        <source>There are no effects. See Effects &gt; Plug-ins.</source>
        <translation>Il n&apos;y a pas d&apos;effets. Voir Effets &gt; Greffons.</translation>
    </message>
</context>
<context>
    <name>HairSolving</name>
    <message>
        <source>Solving hair</source>
        <translation>Calcul des cheveux</translation>
    </message>
    <message>
        <source>Solving hair: {percent} %</source>
        <translation>Calcul des cheveux : {percent} %</translation>
    </message>
    <message>
        <source>Solve Hair</source>
        <translation>Calculer les cheveux</translation>
    </message>
    <message>
        <source>The mask was changed meanwhile: its hair stays.</source>
        <translation>Le masque a changé entre-temps : ses cheveux restent.</translation>
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
    <name>Hosts</name>
    <message>
        <source>Writing {name}</source>
        <translation>Écriture de {name}</translation>
    </message>
</context>
<context>
    <name>HostsDialog</name>
    <message>
        <source>GIMP and Krita</source>
        <translation>GIMP et Krita</translation>
    </message>
    <message>
        <source>With our plug-in you select and cut out inside these programs, with the same model, or open a layer in this editor and take the result back.</source>
        <translation>Avec notre greffon, vous sélectionnez et détourez dans ces programmes, avec le même modèle, ou vous ouvrez un calque dans cet éditeur et en reprenez le résultat.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
</context>
<context>
    <name>LayerEffects</name>
    <message>
        <source>Remove {name}</source>
        <translation>Retirer {name}</translation>
    </message>
    <message>
        <source>Move Effect</source>
        <translation>Déplacer l&apos;effet</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>Afficher {name}</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>Masquer {name}</translation>
    </message>
    <message>
        <source>Settings of {name}</source>
        <translation>Réglages de {name}</translation>
    </message>
    <message>
        <source>{name} has no effects.</source>
        <translation>{name} n&apos;a pas d&apos;effets.</translation>
    </message>
    <message>
        <source>Effects copied</source>
        <translation>Effets copiés</translation>
    </message>
    <message>
        <source>Copy effects first.</source>
        <translation>Copiez d&apos;abord des effets.</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Détourez d&apos;abord quelque chose ou sélectionnez un calque.</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>Ajouter {name}</translation>
    </message>
    <message>
        <source>Paste Effects</source>
        <translation>Coller les effets</translation>
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
    <message>
        <source>Running effects</source>
        <translation>Calcul des effets</translation>
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
        <translation>Gardé&#xa0;: {name}. F8 affiche les calques.</translation>
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
        <source>Solve Hair</source>
        <translation>Calculer les cheveux</translation>
    </message>
    <message>
        <source>Finds every hair along the edge; takes some seconds</source>
        <translation>Trouve chaque cheveu le long du bord ; prend quelques secondes</translation>
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
    <name>Moving</name>
    <message>
        <source>Only cut-outs and pictures can be moved.</source>
        <translation>Seuls les détourages et les images peuvent être déplacés.</translation>
    </message>
    <message>
        <source>Move Picture</source>
        <translation>Déplacer l’image</translation>
    </message>
    <message>
        <source>Make Picture</source>
        <translation>Convertir en image</translation>
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
        <source>Drag the edges, or use arrow keys (Alt resizes). Drag outside to straighten. Enter crops.</source>
        <translation>Tirez les bords ou utilisez les flèches (Alt redimensionne). Tirez à l’extérieur pour redresser. Entrée rogne.</translation>
    </message>
    <message>
        <source>Crop to {width} x {height} pixels</source>
        <translation>Rogner à {width} x {height} pixels</translation>
    </message>
    <message>
        <source>Copied {color}</source>
        <translation>{color} copiée</translation>
    </message>
</context>
<context>
    <name>PluginManager</name>
    <message>
        <source>Plug-ins</source>
        <translation>Greffons</translation>
    </message>
    <message>
        <source>This plug-in does not work.</source>
        <translation>Ce greffon ne fonctionne pas.</translation>
    </message>
    <message>
        <source>This plug-in cannot be used.</source>
        <translation>Ce greffon ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>fourni avec le programme</translation>
    </message>
    <message>
        <source>in your folder of plug-ins</source>
        <translation>dans votre dossier de greffons</translation>
    </message>
    <message>
        <source>installed as a Python package</source>
        <translation>installé comme paquet Python</translation>
    </message>
    <message>
        <source>Version {version}, {license}, {origin}</source>
        <translation>Version {version}, {license}, {origin}</translation>
    </message>
    <message>
        <source>Use this plug-in</source>
        <translation>Utiliser ce greffon</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Ce qui a échoué</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>Copier les détails</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Install From Folder...</source>
        <translation>Installer depuis un dossier...</translation>
    </message>
    <message>
        <source>Install From Zip...</source>
        <translation>Installer depuis un zip...</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Plug-ins are programs. Install only those whose authors you trust.</source>
        <translation>Les greffons sont des programmes. N&apos;installez que ceux dont vous connaissez les auteurs.</translation>
    </message>
    <message>
        <source>Install a Plug-in</source>
        <translation>Installer un greffon</translation>
    </message>
    <message>
        <source>Remove a Plug-in</source>
        <translation>Supprimer un greffon</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>Supprimer {name} ?</translation>
    </message>
    <message>
        <source>Its files are deleted from your folder of plug-ins.</source>
        <translation>Ses fichiers seront effacés de votre dossier de greffons.</translation>
    </message>
</context>
<context>
    <name>PointControl</name>
    <message>
        <source>Then click on the photo</source>
        <translation>Cliquez ensuite sur la photo</translation>
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
    <name>PresetButton</name>
    <message>
        <source>Presets</source>
        <translation>Préréglages</translation>
    </message>
    <message>
        <source>Save as Preset...</source>
        <translation>Enregistrer comme préréglage...</translation>
    </message>
    <message>
        <source>Delete Preset</source>
        <translation>Supprimer le préréglage</translation>
    </message>
    <message>
        <source>Begin With This</source>
        <translation>Commencer ainsi</translation>
    </message>
    <message>
        <source>Begin as the Author Meant It</source>
        <translation>Commencer comme prévu par l&apos;auteur</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Save as Preset</source>
        <translation>Enregistrer comme préréglage</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
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
        <translation>Déplacer&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Resize {what}</source>
        <translation>Redimensionner&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>Retirer&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Choose Candidate</source>
        <translation>Choisir un candidat</translation>
    </message>
    <message>
        <source>Swap Sign of {what}</source>
        <translation>Inverser le signe&#xa0;: {what}</translation>
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
    <name>Reply</name>
    <message>
        <source>Opening the picture</source>
        <translation>Ouverture de l’image</translation>
    </message>
    <message>
        <source>Handing over to {host}</source>
        <translation>Transmission à {host}</translation>
    </message>
    <message>
        <source>{host} does not wait for this picture any more. Save it to keep it.</source>
        <translation>{host} n’attend plus cette image. Enregistrez-la pour la garder.</translation>
    </message>
</context>
<context>
    <name>ReplyBar</name>
    <message>
        <source>Editing for another program</source>
        <translation>Modification pour un autre programme</translation>
    </message>
    <message>
        <source>Done gives back the selection and the layers.</source>
        <translation>« Terminé » rend la sélection et les calques.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Editing for {host}</source>
        <translation>Modification pour {host}</translation>
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
        <translation>{keys} sert déjà à «&#xa0;{command}&#xa0;».</translation>
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
    <name>_Name</name>
    <message>
        <source>Double-click to reset</source>
        <translation>Double-cliquer pour réinitialiser</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Install into {host}</source>
        <translation>Installer dans {host}</translation>
    </message>
    <message>
        <source>Remove from {host}</source>
        <translation>Supprimer de {host}</translation>
    </message>
    <message>
        <source>Not found. Start {host} once, then look here again.</source>
        <translation>Introuvable. Démarrez {host} une fois, puis revenez ici.</translation>
    </message>
    <message>
        <source>Start {host} again to see it.</source>
        <translation>Redémarrez {host} pour le voir.</translation>
    </message>
    <message>
        <source>Install Again</source>
        <translation>Réinstaller</translation>
    </message>
    <message>
        <source>Version {version} is installed in {folder}</source>
        <translation>La version {version} est installée dans {folder}</translation>
    </message>
    <message>
        <source>Installed in {folder}, but its files were changed</source>
        <translation>Installé dans {folder}, mais ses fichiers ont été modifiés</translation>
    </message>
    <message>
        <source>Not installed in {folder}</source>
        <translation>Non installé dans {folder}</translation>
    </message>
</context>
<context>
    <name>_Tiles</name>
    <message>
        <source>Effects to add</source>
        <translation>Effets à ajouter</translation>
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
        <translation>Rien ne quitte cet ordinateur. Licence&#xa0;: Apache 2.0.</translation>
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
        <source>GIMP an&amp;d Krita...</source>
        <translation>GIMP et Kr&amp;ita...</translation>
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
        <source>&amp;Batch...</source>
        <translation>Lo&amp;t...</translation>
    </message>
    <message>
        <source>Open in &amp;GIMP</source>
        <translation>Ouvrir dans &amp;GIMP</translation>
    </message>
    <message>
        <source>Open in &amp;Krita</source>
        <translation>Ouvrir dans &amp;Krita</translation>
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
        <source>Solve &amp;Hair</source>
        <translation>Calculer les c&amp;heveux</translation>
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
        <source>Effe&amp;cts</source>
        <translation>Effe&amp;ts</translation>
    </message>
    <message>
        <source>&amp;Add Effect...</source>
        <translation>&amp;Ajouter un effet...</translation>
    </message>
    <message>
        <source>&amp;Remove Effect</source>
        <translation>&amp;Retirer l&apos;effet</translation>
    </message>
    <message>
        <source>&amp;Copy Effects</source>
        <translation>&amp;Copier les effets</translation>
    </message>
    <message>
        <source>&amp;Paste Effects</source>
        <translation>C&amp;oller les effets</translation>
    </message>
    <message>
        <source>P&amp;lug-ins...</source>
        <translation>&amp;Greffons...</translation>
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
        <source>Par&amp;t</source>
        <translation>Par&amp;tie</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>&amp;Objet</translation>
    </message>
    <message>
        <source>Gro&amp;up</source>
        <translation>Gro&amp;upe</translation>
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
    <name>errors</name>
    <message>
        <source>A {kind} annotation is a {suffix} file, and {name} is none.</source>
        <translation>Une annotation {kind} est un fichier {suffix}, ce que {name} n’est pas.</translation>
    </message>
    <message>
        <source>A {kind} file has at most {most} pixels a side, and these are {width} x {height}.</source>
        <translation>Un fichier {kind} a au plus {most} pixels de côté, et il y en a ici {width} x {height}.</translation>
    </message>
    <message>
        <source>A prompt holds a number that is not finite.</source>
        <translation>Une indication contient un nombre qui n’est pas fini.</translation>
    </message>
    <message>
        <source>A stored mask is damaged or of another picture.</source>
        <translation>Un masque enregistré est endommagé ou appartient à une autre image.</translation>
    </message>
    <message>
        <source>A stored mask is damaged.</source>
        <translation>Un masque enregistré est endommagé.</translation>
    </message>
    <message>
        <source>All that is outlined was painted.</source>
        <translation>Tout ce qui est détouré a été peint.</translation>
    </message>
    <message>
        <source>Annotations belong to a photo that is a file.</source>
        <translation>Les annotations se rapportent à une photo qui est un fichier.</translation>
    </message>
    <message>
        <source>No photo is set.</source>
        <translation>Aucune photo n’est définie.</translation>
    </message>
    <message>
        <source>Nothing can be seen of these layers.</source>
        <translation>On ne voit rien de ces calques.</translation>
    </message>
    <message>
        <source>Nothing is outlined to take away from.</source>
        <translation>Rien n’est détouré dont on puisse retirer quelque chose.</translation>
    </message>
    <message>
        <source>Solving hair needs one more package.</source>
        <translation>Le calcul des cheveux demande un paquet de plus.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Une erreur inattendue s’est produite.</translation>
    </message>
    <message>
        <source>The 16-bit pixels of {name} cannot be read.</source>
        <translation>Les pixels à 16 bits de {name} ne peuvent pas être lus.</translation>
    </message>
    <message>
        <source>The PNG file could not be made.</source>
        <translation>Le fichier PNG n’a pas pu être créé.</translation>
    </message>
    <message>
        <source>The box has no area on the photo.</source>
        <translation>Le cadre n’a pas de surface sur la photo.</translation>
    </message>
    <message>
        <source>The click {where} lies outside the photo ({width} x {height} pixels).</source>
        <translation>Le clic {where} se trouve hors de la photo ({width} x {height} pixels).</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made.</source>
        <translation>Le dossier {folder} ne peut pas être créé.</translation>
    </message>
    <message>
        <source>The lasso has no area on the photo.</source>
        <translation>Le lasso n’a pas de surface sur la photo.</translation>
    </message>
    <message>
        <source>The list of models is damaged.</source>
        <translation>La liste des modèles est endommagée.</translation>
    </message>
    <message>
        <source>The mask to start from is not of the photo&apos;s size.</source>
        <translation>Le masque de départ n’a pas la taille de la photo.</translation>
    </message>
    <message>
        <source>The mask {name} has {size} pixels, the photo {expected}.</source>
        <translation>Le masque {name} a {size} pixels, la photo {expected}.</translation>
    </message>
    <message>
        <source>The model {name} is damaged or not one of ours.</source>
        <translation>Le modèle {name} est endommagé ou n’est pas l’un des nôtres.</translation>
    </message>
    <message>
        <source>The model {name} is damaged.</source>
        <translation>Le modèle {name} est endommagé.</translation>
    </message>
    <message>
        <source>The model {name} is missing.</source>
        <translation>Le modèle {name} est absent.</translation>
    </message>
    <message>
        <source>The name {name} should end in {endings} or {last}.</source>
        <translation>Le nom {name} devrait se terminer par {endings} ou {last}.</translation>
    </message>
    <message>
        <source>The package holds no model.</source>
        <translation>Le paquet ne contient aucun modèle.</translation>
    </message>
    <message>
        <source>The photo must be an H x W x 3 array of bytes.</source>
        <translation>La photo doit être un tableau de H x W x 3 octets.</translation>
    </message>
    <message>
        <source>The pixels of this {format} file are numbers of 32 bits.</source>
        <translation>Les pixels de ce fichier {format} sont des nombres de 32 bits.</translation>
    </message>
    <message>
        <source>The stored prompt cannot be read.</source>
        <translation>L’indication enregistrée ne peut pas être lue.</translation>
    </message>
    <message>
        <source>The stroke is empty.</source>
        <translation>Le trait est vide.</translation>
    </message>
    <message>
        <source>The stroke lies outside the photo ({width} x {height} pixels).</source>
        <translation>Le trait se trouve hors de la photo ({width} x {height} pixels).</translation>
    </message>
    <message>
        <source>The {kind} file could not be made.</source>
        <translation>Le fichier {kind} n’a pas pu être créé.</translation>
    </message>
    <message>
        <source>There is no edge to solve.</source>
        <translation>Il n’y a pas de bord à calculer.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Il n’y a pas de fichier {path}.</translation>
    </message>
    <message>
        <source>There is no other subject.</source>
        <translation>Il n’y a pas d’autre sujet.</translation>
    </message>
    <message>
        <source>There is nothing to annotate.</source>
        <translation>Il n’y a rien à annoter.</translation>
    </message>
    <message>
        <source>There is nothing to be seen.</source>
        <translation>Il n’y a rien à voir.</translation>
    </message>
    <message>
        <source>There is nothing to cut out.</source>
        <translation>Il n’y a rien à détourer.</translation>
    </message>
    <message>
        <source>There is only one candidate.</source>
        <translation>Il n’y a qu’un candidat.</translation>
    </message>
    <message>
        <source>This project was made by a newer version of this program.</source>
        <translation>Ce projet a été créé par une version plus récente de ce programme.</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept against a crash.</source>
        <translation>Le travail non enregistré ne peut pas être protégé d’un plantage.</translation>
    </message>
    <message>
        <source>What was kept of this document is damaged.</source>
        <translation>Ce qui a été conservé de ce document est endommagé.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}.</source>
        <translation>{name} ne peut pas être ouvert : {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot hold effects.</source>
        <translation>{name} ne peut pas contenir d’effets.</translation>
    </message>
    <message>
        <source>{name} claims more than {limit} megapixels.</source>
        <translation>{name} annonce plus de {limit} mégapixels.</translation>
    </message>
    <message>
        <source>{name} does not fit into memory.</source>
        <translation>{name} ne tient pas en mémoire.</translation>
    </message>
    <message>
        <source>{name} is a HEIC picture, which needs one more package.</source>
        <translation>{name} est une image HEIC, qui demande un paquet de plus.</translation>
    </message>
    <message>
        <source>{name} is damaged or cut short.</source>
        <translation>{name} est endommagé ou tronqué.</translation>
    </message>
    <message>
        <source>{name} is damaged or is not a project.</source>
        <translation>{name} est endommagé ou n’est pas un projet.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} est vide.</translation>
    </message>
    <message>
        <source>{name} is not a picture that can be read.</source>
        <translation>{name} n’est pas une image lisible.</translation>
    </message>
    <message>
        <source>{name} is not the name of a PNG file.</source>
        <translation>{name} n’est pas le nom d’un fichier PNG.</translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation>{name} ne peut pas être lu : accès refusé.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} ne peut pas être écrit : {reason}.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a picture.</source>
        <translation>{path} est un dossier, pas une image.</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} n’est pas un fichier.</translation>
    </message>
    <message>
        <source>{size} pixels are more than {limit} megapixels.</source>
        <translation>{size} pixels font plus de {limit} mégapixels.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>it is write-protected</source>
        <translation>il est protégé en écriture</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>il est endommagé</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>il n’y a plus de place sur le disque</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>l’autorisation manque</translation>
    </message>
    <message>
        <source>the disk refused</source>
        <translation>le disque a refusé</translation>
    </message>
    <message>
        <source>there is no folder {folder}</source>
        <translation>il n’y a pas de dossier {folder}</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Vérifiez ses autorisations.</translation>
    </message>
    <message>
        <source>Choose PNG or TIFF.</source>
        <translation>Choisissez PNG ou TIFF.</translation>
    </message>
    <message>
        <source>Choose a format without layers.</source>
        <translation>Choisissez un format sans calques.</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>Choisissez une taille plus petite.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>Click a thing first.</source>
        <translation>Cliquez d’abord sur un objet.</translation>
    </message>
    <message>
        <source>Click a thing.</source>
        <translation>Cliquez sur un objet.</translation>
    </message>
    <message>
        <source>Click on the photo.</source>
        <translation>Cliquez sur la photo.</translation>
    </message>
    <message>
        <source>Draw it again.</source>
        <translation>Tracez-la de nouveau.</translation>
    </message>
    <message>
        <source>Draw it around the object.</source>
        <translation>Tracez-le autour de l’objet.</translation>
    </message>
    <message>
        <source>Draw on the photo.</source>
        <translation>Tracez sur la photo.</translation>
    </message>
    <message>
        <source>Draw over the object.</source>
        <translation>Tracez sur l’objet.</translation>
    </message>
    <message>
        <source>End it in .png.</source>
        <translation>Terminez-le par .png.</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>Installez-le avec : {command}</translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation>Installez la dernière version pour l’ouvrir.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Réinstallez le programme.</translation>
    </message>
    <message>
        <source>Call set_image first.</source>
        <translation>Appelez d’abord set_image.</translation>
    </message>
    <message>
        <source>Nothing is lost. The details are in {file}.</source>
        <translation>Rien n’est perdu. Les détails sont dans {file}.</translation>
    </message>
    <message>
        <source>Open the photo instead.</source>
        <translation>Ouvrez plutôt la photo.</translation>
    </message>
    <message>
        <source>Outline something first.</source>
        <translation>Détourez d’abord quelque chose.</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG or TIFF first.</source>
        <translation>Enregistrez-la d’abord en JPEG, PNG ou TIFF.</translation>
    </message>
    <message>
        <source>Save it first.</source>
        <translation>Enregistrez-la d’abord.</translation>
    </message>
    <message>
        <source>Save it with 8 or 16 bits a channel first.</source>
        <translation>Enregistrez-le d’abord avec 8 ou 16 bits par canal.</translation>
    </message>
    <message>
        <source>Save your work yourself, and look whether there is room on the disk.</source>
        <translation>Enregistrez vous-même et vérifiez s’il y a de la place sur le disque.</translation>
    </message>
    <message>
        <source>Show them first.</source>
        <translation>Affichez-les d’abord.</translation>
    </message>
    <message>
        <source>Use the eraser.</source>
        <translation>Utilisez la gomme.</translation>
    </message>
    <message>
        <source>A plug-in may hold {count} MB at most.</source>
        <translation>Un greffon peut contenir au plus {count} Mo.</translation>
    </message>
    <message>
        <source>Its folder {folder} is that of the plug-in {other}.</source>
        <translation>Son dossier {folder} est celui du greffon {other}.</translation>
    </message>
    <message>
        <source>There is a plug-in &apos;{name}&apos; that is not in your folder.</source>
        <translation>Il existe un greffon « {name} » qui n’est pas dans votre dossier.</translation>
    </message>
    <message>
        <source>{name} cannot be deleted.</source>
        <translation>{name} ne peut pas être supprimé.</translation>
    </message>
    <message>
        <source>{name} is installed already.</source>
        <translation>{name} est déjà installé.</translation>
    </message>
    <message>
        <source>There is nothing to give back.</source>
        <translation>Il n’y a rien à rendre.</translation>
    </message>
    <message>
        <source>Whoever wanted the picture has gone.</source>
        <translation>Le programme qui voulait l’image n’est plus là.</translation>
    </message>
    <message>
        <source>The plug-in in {folder} cannot be removed: {reason}.</source>
        <translation>Le greffon dans {folder} ne peut pas être supprimé : {reason}.</translation>
    </message>
    <message>
        <source>The plug-in cannot be written into {folder}: {reason}.</source>
        <translation>Le greffon ne peut pas être écrit dans {folder} : {reason}.</translation>
    </message>
    <message>
        <source>{command} cannot be started: {reason}.</source>
        <translation>{command} ne peut pas être démarré : {reason}.</translation>
    </message>
    <message>
        <source>{host} was not found ({looked}).</source>
        <translation>{host} est introuvable ({looked}).</translation>
    </message>
    <message>
        <source>{host} was not found on this computer.</source>
        <translation>{host} est introuvable sur cet ordinateur.</translation>
    </message>
    <message>
        <source>{path} is there already and not ours.</source>
        <translation>{path} existe déjà et n’est pas à nous.</translation>
    </message>
    <message>
        <source>Install it, or export a PSD file and open that in it.</source>
        <translation>Installez-le, ou exportez un fichier PSD et ouvrez-le dedans.</translation>
    </message>
    <message>
        <source>Move it away, then try again.</source>
        <translation>Déplacez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>Start it once, then try again.</source>
        <translation>Démarrez-le une fois, puis réessayez.</translation>
    </message>
    <message>
        <source>The results would lie among the photos of {path}.</source>
        <translation>Les résultats se trouveraient parmi les photos de {path}.</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>Il n’y a ni fichier ni dossier {path}.</translation>
    </message>
    <message>
        <source>{first} and {second} would both become {path}.</source>
        <translation>{first} et {second} deviendraient tous deux {path}.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Its {count} layers became one picture.</source>
        <translation>Ses {count} calques sont devenus une seule image.</translation>
    </message>
    <message>
        <source>Only the first of its {count} pictures is used.</source>
        <translation>Seule la première de ses {count} images est utilisée.</translation>
    </message>
    <message>
        <source>The 16-bit colours were reduced to 8 bits.</source>
        <translation>Les couleurs à 16 bits ont été réduites à 8 bits.</translation>
    </message>
    <message>
        <source>The CMYK colours became sRGB.</source>
        <translation>Les couleurs CMJN ont été converties en sRGB.</translation>
    </message>
    <message>
        <source>The Lab colours became sRGB.</source>
        <translation>Les couleurs Lab ont été converties en sRGB.</translation>
    </message>
    <message>
        <source>A worker&apos;s process cannot be started.</source>
        <translation>Un processus de travail ne peut pas être démarré.</translation>
    </message>
    <message>
        <source>A {kind} file cannot hold effects.</source>
        <translation>Un fichier {kind} ne peut pas contenir d’effets.</translation>
    </message>
    <message>
        <source>An unexpected error: {error}.</source>
        <translation>Une erreur inattendue : {error}.</translation>
    </message>
    <message>
        <source>No subject was found in {name}.</source>
        <translation>Aucun sujet n’a été trouvé dans {name}.</translation>
    </message>
    <message>
        <source>The result would replace the photo {path}.</source>
        <translation>Le résultat remplacerait la photo {path}.</translation>
    </message>
    <message>
        <source>The results would lie among the photos of {folder}.</source>
        <translation>Les résultats seraient parmi les photos de {folder}.</translation>
    </message>
    <message>
        <source>There are no photos in {sources}.</source>
        <translation>Il n’y a pas de photos dans {sources}.</translation>
    </message>
    <message>
        <source>There is no file or folder {source}.</source>
        <translation>Il n’y a ni fichier ni dossier {source}.</translation>
    </message>
    <message>
        <source>{first} and {second} would both become {out}.</source>
        <translation>{first} et {second} deviendraient tous deux {out}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} ne peut pas être lu : {reason}.</translation>
    </message>
    <message>
        <source>{name} ended its worker twice.</source>
        <translation>{name} a mis fin deux fois à son processus.</translation>
    </message>
    <message>
        <source>{name} holds no prompt.</source>
        <translation>{name} ne dit pas ce qui est visé.</translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation>{path} ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>le fichier ou le dossier n’existe pas</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>&apos;sqsam doctor&apos; says what is missing.</source>
        <translation>« sqsam doctor » dit ce qui manque.</translation>
    </message>
    <message>
        <source>Change the prompt in {name}.</source>
        <translation>Changez ce qui est dit dans {name}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Choose another format.</source>
        <translation>Choisissez un autre format.</translation>
    </message>
    <message>
        <source>It crashed.</source>
        <translation>Il a planté.</translation>
    </message>
    <message>
        <source>It should hold a list of clicks, boxes, lassos and strokes.</source>
        <translation>Il devrait contenir une liste de clics, de cadres, de lassos et de traits.</translation>
    </message>
    <message>
        <source>Name the folder above them, or rename one.</source>
        <translation>Indiquez le dossier parent, ou renommez-en une.</translation>
    </message>
    <message>
        <source>Perhaps the memory was full.</source>
        <translation>La mémoire était peut-être pleine.</translation>
    </message>
    <message>
        <source>Point at one in {name}.</source>
        <translation>Désignez-en un dans {name}.</translation>
    </message>
    <message>
        <source>{effect} (plug-in {plugin}) {reason}.</source>
        <translation>{effect} (greffon {plugin}) {reason}.</translation>
    </message>
    <message>
        <source>failed: {error}</source>
        <translation>a échoué : {error}</translation>
    </message>
    <message>
        <source>crashed ({signal})</source>
        <translation>a planté ({signal})</translation>
    </message>
    <message>
        <source>did not answer for {seconds} seconds</source>
        <translation>n’a pas répondu pendant {seconds} secondes</translation>
    </message>
    <message>
        <source>did not stop when it was asked to</source>
        <translation>ne s’est pas arrêté quand on le lui a demandé</translation>
    </message>
    <message>
        <source>ended its process, with exit code {code}</source>
        <translation>a mis fin à son processus, avec le code {code}</translation>
    </message>
    <message>
        <source>needed more memory than it may have</source>
        <translation>a demandé plus de mémoire qu’il ne peut en avoir</translation>
    </message>
    <message>
        <source>returned {result} instead of {wanted}</source>
        <translation>a rendu {result} au lieu de {wanted}</translation>
    </message>
    <message>
        <source>stopped by itself</source>
        <translation>s’est arrêté de lui-même</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>le fichier est endommagé</translation>
    </message>
    <message>
        <source>A plug-in may hold {count} files at most.</source>
        <translation>Un greffon peut contenir au plus {count} fichiers.</translation>
    </message>
    <message>
        <source>A plug-in may hold {size} MB at most.</source>
        <translation>Un greffon peut contenir au plus {size} Mo.</translation>
    </message>
    <message>
        <source>Its folder {folder} is that of the plug-in {plugin}.</source>
        <translation>Son dossier {folder} est celui du greffon {plugin}.</translation>
    </message>
    <message>
        <source>Its id &apos;{id}&apos; is that of another plug-in, which {reason}.</source>
        <translation>Son identifiant « {id} » est celui d’un autre greffon, qui {reason}.</translation>
    </message>
    <message>
        <source>ships with the program</source>
        <translation>fait partie du programme</translation>
    </message>
    <message>
        <source>is in your folder of plug-ins</source>
        <translation>se trouve dans votre dossier de greffons</translation>
    </message>
    <message>
        <source>is installed as a Python package</source>
        <translation>est installé comme paquet Python</translation>
    </message>
    <message>
        <source>It was written for interface {theirs}; this program has interface {ours}.</source>
        <translation>Il a été écrit pour l’interface {theirs} ; ce programme a l’interface {ours}.</translation>
    </message>
    <message>
        <source>The effect &apos;{effect}&apos; is not installed.</source>
        <translation>L’effet « {effect} » n’est pas installé.</translation>
    </message>
    <message>
        <source>The helper process for plug-ins does not start.</source>
        <translation>Le processus auxiliaire des greffons ne démarre pas.</translation>
    </message>
    <message>
        <source>The plug-in {plugin} has no &apos;{effect}&apos; any more.</source>
        <translation>Le greffon {plugin} n’a plus « {effect} ».</translation>
    </message>
    <message>
        <source>The plug-in {plugin} is switched off.</source>
        <translation>Le greffon {plugin} est désactivé.</translation>
    </message>
    <message>
        <source>The zip holds a file outside of itself, &apos;{name}&apos;.</source>
        <translation>L’archive zip contient un fichier hors d’elle-même, « {name} ».</translation>
    </message>
    <message>
        <source>There is a plug-in &apos;{plugin}&apos; that is not in your folder.</source>
        <translation>Il existe un greffon « {plugin} » qui n’est pas dans votre dossier.</translation>
    </message>
    <message>
        <source>There is no plugin.toml.</source>
        <translation>Il n’y a pas de plugin.toml.</translation>
    </message>
    <message>
        <source>{folder} cannot be deleted.</source>
        <translation>{folder} ne peut pas être supprimé.</translation>
    </message>
    <message>
        <source>{name} cannot be installed: {reason}.</source>
        <translation>{name} ne peut pas être installé : {reason}.</translation>
    </message>
    <message>
        <source>{name} holds more than one plugin.toml.</source>
        <translation>{name} contient plus d’un plugin.toml.</translation>
    </message>
    <message>
        <source>{name} holds no plugin.toml.</source>
        <translation>{name} ne contient pas de plugin.toml.</translation>
    </message>
    <message>
        <source>{name} is a link, which a plug-in must not hold.</source>
        <translation>{name} est un lien, qu’un greffon ne doit pas contenir.</translation>
    </message>
    <message>
        <source>{name} is encrypted.</source>
        <translation>{name} est chiffré.</translation>
    </message>
    <message>
        <source>{name} is neither a folder nor a zip file.</source>
        <translation>{name} n’est ni un dossier ni un fichier zip.</translation>
    </message>
    <message>
        <source>{name} is not in your folder.</source>
        <translation>{name} n’est pas dans votre dossier.</translation>
    </message>
    <message>
        <source>{plugin} {version} is installed already.</source>
        <translation>{plugin} {version} est déjà installé.</translation>
    </message>
    <message>
        <source>Install the plug-in it belongs to.</source>
        <translation>Installez le greffon auquel il appartient.</translation>
    </message>
    <message>
        <source>Switch it off instead.</source>
        <translation>Désactivez-le plutôt.</translation>
    </message>
    <message>
        <source>Switch it on to see its effects.</source>
        <translation>Activez-le pour voir ses effets.</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation>Décompressez-le d’abord.</translation>
    </message>
    <message>
        <source>The plug-in &apos;{plugin}&apos; {reason}.</source>
        <translation>Le greffon « {plugin} » {reason}.</translation>
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
        <translation>Ajouter&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Take Away {what}</source>
        <translation>Retirer&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Intersect with {what}</source>
        <translation>Intersection&#xa0;: {what}</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>Replace {name}?</source>
        <translation>Remplacer {name}&#xa0;?</translation>
    </message>
    <message>
        <source>What it holds now is lost.</source>
        <translation>Son contenu actuel sera perdu.</translation>
    </message>
    <message>
        <source>Replace {count} files?</source>
        <translation>Remplacer {count} fichiers&#xa0;?</translation>
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
