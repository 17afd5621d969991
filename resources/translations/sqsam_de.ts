<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>BatchDialog</name>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Apply the &amp;effects of a layer</source>
        <translation>&amp;Effekte einer Ebene anwenden</translation>
    </message>
    <message>
        <source>Apply the &amp;effects of {name}</source>
        <translation>&amp;Effekte von {name} anwenden</translation>
    </message>
    <message>
        <source>Select a layer that has effects first.</source>
        <translation>Wählen Sie zuerst eine Ebene mit Effekten.</translation>
    </message>
    <message>
        <source>F&amp;iles...</source>
        <translation>Datei&amp;en...</translation>
    </message>
    <message>
        <source>&amp;Refine edges</source>
        <translation>&amp;Kanten verfeinern</translation>
    </message>
    <message>
        <source>&amp;Trim to what is visible</source>
        <translation>Auf Sichtbares &amp;zuschneiden</translation>
    </message>
    <message>
        <source>Photos that are worked on at a time</source>
        <translation>Fotos, die gleichzeitig bearbeitet werden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Show Results</source>
        <translation>Ergebnisse zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Fotos</translation>
    </message>
    <message>
        <source>Results &amp;in</source>
        <translation>Ergebnisse &amp;in</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>At a ti&amp;me</source>
        <translation>&amp;Gleichzeitig</translation>
    </message>
    <message>
        <source>Photos in Folder</source>
        <translation>Fotos im Ordner</translation>
    </message>
    <message>
        <source>Pictures ({patterns});;All files (*)</source>
        <translation>Bilder ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Results in Folder</source>
        <translation>Ergebnisse im Ordner</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} Fotos</translation>
    </message>
    <message>
        <source>Choose photos; the subject of each is cut out.</source>
        <translation>Wählen Sie Fotos; aus jedem wird das Motiv freigestellt.</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>Ordner wählen...</translation>
    </message>
    <message>
        <source>Looking for photos...</source>
        <translation>Fotos werden gesucht...</translation>
    </message>
    <message>
        <source>Finishing the photos in hand...</source>
        <translation>Begonnene Fotos werden noch fertig...</translation>
    </message>
    <message>
        <source>{done} of {photos}</source>
        <translation>{done} von {photos}</translation>
    </message>
    <message>
        <source>Done: {count}.</source>
        <translation>Fertig: {count}.</translation>
    </message>
    <message>
        <source>Done before: {count}.</source>
        <translation>Schon vorher fertig: {count}.</translation>
    </message>
    <message>
        <source>Failed: {count}.</source>
        <translation>Fehlgeschlagen: {count}.</translation>
    </message>
    <message>
        <source>Start goes on with the rest.</source>
        <translation>Starten macht mit dem Rest weiter.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop: {what}</source>
        <translation>Abbrechen: {what}</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>ColorControl</name>
    <message>
        <source>Choose a colour</source>
        <translation>Farbe wählen</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>Diesen Befehl gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
</context>
<context>
    <name>Compounds</name>
    <message>
        <source>Group {number}</source>
        <translation>Gruppe {number}</translation>
    </message>
    <message>
        <source>Group Layers</source>
        <translation>Ebenen gruppieren</translation>
    </message>
    <message>
        <source>{name} is in no group.</source>
        <translation>{name} ist in keiner Gruppe.</translation>
    </message>
    <message>
        <source>Ungroup Layers</source>
        <translation>Gruppierung aufheben</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Füllmethode</translation>
    </message>
    <message>
        <source>There is no layer below to merge with.</source>
        <translation>Darunter liegt keine Ebene zum Zusammenfügen.</translation>
    </message>
    <message>
        <source>Merge Layers</source>
        <translation>Ebenen zusammenfügen</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} Kopie</translation>
    </message>
    <message>
        <source>Copy to Picture</source>
        <translation>In Bild kopieren</translation>
    </message>
    <message>
        <source>{name} has no mask to change.</source>
        <translation>{name} hat keine Maske.</translation>
    </message>
    <message>
        <source>Select the layer with the other mask, too.</source>
        <translation>Wählen Sie auch die Ebene mit der anderen Maske aus.</translation>
    </message>
    <message>
        <source>Change Mask</source>
        <translation>Maske ändern</translation>
    </message>
    <message>
        <source>Place Picture</source>
        <translation>Bild platzieren</translation>
    </message>
    <message>
        <source>{name} is not outlined yet.</source>
        <translation>{name} hat noch keine Kontur.</translation>
    </message>
</context>
<context>
    <name>CropBar</name>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>All of the Photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>Proportions</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Upright or Lying</source>
        <translation>Hoch- oder Querformat</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Gerade richten</translation>
    </message>
    <message>
        <source>Double-click for none</source>
        <translation>Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>Straighten by degrees</source>
        <translation>Gerade richten in Grad</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave the picture as it was (Esc)</source>
        <translation>Bild lassen, wie es war (Esc)</translation>
    </message>
    <message>
        <source>Crop the picture (Enter)</source>
        <translation>Bild zuschneiden (Enter)</translation>
    </message>
</context>
<context>
    <name>DocumentTabs</name>
    <message>
        <source>Open pictures</source>
        <translation>Geöffnete Bilder</translation>
    </message>
    <message>
        <source>{name} *</source>
        <translation>{name} *</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>{name} schließen</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Drop Outline</source>
        <translation>Kontur verwerfen</translation>
    </message>
    <message>
        <source>Press Enter to keep this one first.</source>
        <translation>Drücken Sie erst Enter, um dieses zu behalten.</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Back to: {what}</source>
        <translation>Zurück zu: {what}</translation>
    </message>
    <message>
        <source>Finish Editing</source>
        <translation>Bearbeitung abschließen</translation>
    </message>
    <message>
        <source>Find Subject</source>
        <translation>Motiv suchen</translation>
    </message>
    <message>
        <source>Outlining</source>
        <translation>Kontur wird gesucht</translation>
    </message>
    <message>
        <source>No subject found. Click a thing.</source>
        <translation>Kein Motiv gefunden. Klicken Sie etwas an.</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Kontur</translation>
    </message>
</context>
<context>
    <name>EffectList</name>
    <message>
        <source>Effects</source>
        <translation>Effekte</translation>
    </message>
</context>
<context>
    <name>EffectsDesk</name>
    <message>
        <source>Switch On Again</source>
        <translation>Wieder einschalten</translation>
    </message>
    <message>
        <source>Plug-ins...</source>
        <translation>Plug-ins...</translation>
    </message>
    <message>
        <source>Click on the photo, or drag. Esc leaves it.</source>
        <translation>Ins Foto klicken oder ziehen. Esc beendet es.</translation>
    </message>
    <message>
        <source>Effects that are not installed are kept, but not shown: {names}.</source>
        <translation>Effekte, die nicht installiert sind, bleiben erhalten, werden aber nicht gezeigt: {names}.</translation>
    </message>
</context>
<context>
    <name>EffectsPanel</name>
    <message>
        <source>EFFECTS</source>
        <translation>EFFEKTE</translation>
    </message>
    <message>
        <source>No effects yet. Press + to see what they do to your photo.</source>
        <translation>Noch keine Effekte. Drücken Sie +, um zu sehen, was sie aus Ihrem Foto machen.</translation>
    </message>
    <message>
        <source>Switch On</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>The plug-in {name} is not installed. Its settings are kept.</source>
        <translation>Das Plug-in {name} ist nicht installiert. Die Einstellungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>The plug-in {name} failed and was switched off.</source>
        <translation>Das Plug-in {name} hat versagt und wurde ausgeschaltet.</translation>
    </message>
    <message>
        <source>The plug-in {name} is switched off.</source>
        <translation>Das Plug-in {name} ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Add an effect</source>
        <translation>Effekt hinzufügen</translation>
    </message>
    <message>
        <source>Hold to see the picture without this effect</source>
        <translation>Gedrückt halten, um das Bild ohne diesen Effekt zu sehen</translation>
    </message>
    <message>
        <source>Run earlier</source>
        <translation>Früher anwenden</translation>
    </message>
    <message>
        <source>Run later</source>
        <translation>Später anwenden</translation>
    </message>
    <message>
        <source>Remove the effect</source>
        <translation>Effekt entfernen</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Unexpected Error</source>
        <translation>Unerwarteter Fehler</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
    <message>
        <source>You can go on. To be safe, save a copy of your work first.</source>
        <translation>Sie können weiterarbeiten. Speichern Sie sicherheitshalber erst eine Kopie Ihrer Arbeit.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Save a Copy...</source>
        <translation>Kopie speichern...</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weiterarbeiten</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Folder {name}</source>
        <translation>Ordner {name}</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Begi&amp;n with</source>
        <translation>Begi&amp;nnen mit</translation>
    </message>
    <message>
        <source>Export into Folder</source>
        <translation>In Ordner exportieren</translation>
    </message>
    <message>
        <source>That would replace the photo itself.</source>
        <translation>Das würde das Foto selbst ersetzen.</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>pixels at most</source>
        <translation>Pixel höchstens</translation>
    </message>
    <message>
        <source>Unit of the size</source>
        <translation>Einheit der Größe</translation>
    </message>
    <message>
        <source>&amp;Trim to what is visible</source>
        <translation>Auf Sichtbares &amp;beschneiden</translation>
    </message>
    <message>
        <source>&amp;Convert colours to sRGB</source>
        <translation>Farben in sRGB &amp;umwandeln</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>Freisteller</translation>
    </message>
    <message>
        <source>All visible layers</source>
        <translation>Alle sichtbaren Ebenen</translation>
    </message>
    <message>
        <source>Each layer to a file</source>
        <translation>Jede Ebene in eine Datei</translation>
    </message>
    <message>
        <source>Layers for other editors</source>
        <translation>Ebenen für andere Programme</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Annotations for training</source>
        <translation>Annotationen zum Trainieren</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>&amp;Hintergrund</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Background Colour</source>
        <translation>Hintergrundfarbe</translation>
    </message>
</context>
<context>
    <name>ExportPreview</name>
    <message>
        <source>Weighing ...</source>
        <translation>Wird berechnet...</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} Pixel</translation>
    </message>
    <message>
        <source>about {weight}</source>
        <translation>etwa {weight}</translation>
    </message>
    <message>
        <source>{count} files, about {weight}</source>
        <translation>{count} Dateien, etwa {weight}</translation>
    </message>
</context>
<context>
    <name>FileControl</name>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a File</source>
        <translation>Datei wählen</translation>
    </message>
</context>
<context>
    <name>FileVerbs</name>
    <message>
        <source>Pictures and projects ({patterns});;All files (*)</source>
        <translation>Bilder und Projekte ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save a Copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Go back to {name} as it was saved?</source>
        <translation>Zurück zu {name}, wie gespeichert?</translation>
    </message>
    <message>
        <source>Go back to {name} as it was opened?</source>
        <translation>Zurück zu {name}, wie geöffnet?</translation>
    </message>
    <message>
        <source>What was done since is lost.</source>
        <translation>Was seither getan wurde, geht verloren.</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Pictures ({patterns});;All files (*)</source>
        <translation>Bilder ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Place Picture</source>
        <translation>Bild platzieren</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Projects (*{suffix})</source>
        <translation>Projekte (*{suffix})</translation>
    </message>
    <message>
        <source>Save Project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Copy one first.</source>
        <translation>Kopieren Sie erst eines.</translation>
    </message>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Es gibt kein Bild zum Einfügen.</translation>
    </message>
    <message>
        <source>The picture there cannot be read.</source>
        <translation>Das Bild dort kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Unsaved Layers</source>
        <translation>Nicht gespeicherte Ebenen</translation>
    </message>
    <message>
        <source>Save the layers of {name}?</source>
        <translation>Ebenen von {name} speichern?</translation>
    </message>
    <message>
        <source>They are lost if you do not save them.</source>
        <translation>Sie gehen verloren, wenn Sie sie nicht speichern.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Opening {name}</source>
        <translation>{name} wird geöffnet</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Nothing was cut out: the outline was given up before its mask was known.</source>
        <translation>Nichts wurde freigestellt: Die Kontur wurde verworfen, bevor ihre Maske bekannt war.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
</context>
<context>
    <name>Framing</name>
    <message>
        <source>Rotate Right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Rotate by 180°</source>
        <translation>Um 180° drehen</translation>
    </message>
    <message>
        <source>Rotate Left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Flip Horizontally</source>
        <translation>Horizontal spiegeln</translation>
    </message>
    <message>
        <source>Flip Vertically</source>
        <translation>Vertikal spiegeln</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Umreißen Sie erst etwas oder wählen Sie eine Ebene aus.</translation>
    </message>
    <message>
        <source>Crop to Object</source>
        <translation>Auf Objekt zuschneiden</translation>
    </message>
    <message>
        <source>Show Whole Photo</source>
        <translation>Ganzes Foto zeigen</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Once something is outlined: {count} more.</source>
        <translation>Sobald etwas umrissen ist: {count} weitere.</translation>
    </message>
    <message>
        <source>There are no effects. See Effects &gt; Plug-ins.</source>
        <translation>Es gibt keine Effekte. Siehe Effekte &gt; Plug-ins.</translation>
    </message>
</context>
<context>
    <name>HairSolving</name>
    <message>
        <source>Solving hair</source>
        <translation>Haare werden berechnet</translation>
    </message>
    <message>
        <source>Solving hair: {percent} %</source>
        <translation>Haare werden berechnet: {percent} %</translation>
    </message>
    <message>
        <source>Solve Hair</source>
        <translation>Haare berechnen</translation>
    </message>
    <message>
        <source>The mask was changed meanwhile: its hair stays.</source>
        <translation>Die Maske wurde inzwischen geändert: ihre Haare bleiben.</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>HISTORY</source>
        <translation>PROTOKOLL</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%n older step(s) left out to save memory.</source>
        <translation>
            <numerusform>%n älterer Schritt wurde verworfen, um Speicher zu sparen.</numerusform>
            <numerusform>%n ältere Schritte wurden verworfen, um Speicher zu sparen.</numerusform>
        </translation>
    </message>
    <message>
        <source>As far back as it goes</source>
        <translation>So weit es zurückgeht</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
</context>
<context>
    <name>HostsDialog</name>
    <message>
        <source>GIMP and Krita</source>
        <translation>GIMP und Krita</translation>
    </message>
    <message>
        <source>With our plug-in you select and cut out inside these programs, with the same model, or open a layer in this editor and take the result back.</source>
        <translation>Mit unserem Plug-in wählen Sie in diesen Programmen aus und stellen frei, mit demselben Modell, oder öffnen eine Ebene in diesem Editor und nehmen das Ergebnis zurück.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>LayerEffects</name>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Move Effect</source>
        <translation>Effekt verschieben</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>{name} einblenden</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>{name} ausblenden</translation>
    </message>
    <message>
        <source>Settings of {name}</source>
        <translation>Einstellungen von {name}</translation>
    </message>
    <message>
        <source>{name} has no effects.</source>
        <translation>{name} hat keine Effekte.</translation>
    </message>
    <message>
        <source>Effects copied</source>
        <translation>Effekte kopiert</translation>
    </message>
    <message>
        <source>Copy effects first.</source>
        <translation>Kopieren Sie zuerst Effekte.</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Umreißen Sie zuerst etwas, oder wählen Sie eine Ebene.</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>Paste Effects</source>
        <translation>Effekte einfügen</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>in Bearbeitung</translation>
    </message>
    <message>
        <source>folded group</source>
        <translation>eingeklappte Gruppe</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>level {number}</source>
        <translation>Stufe {number}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
</context>
<context>
    <name>LayerPictures</name>
    <message>
        <source>Working on layers</source>
        <translation>Ebenen werden bearbeitet</translation>
    </message>
    <message>
        <source>Running effects</source>
        <translation>Effekte werden berechnet</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>Select {name}</source>
        <translation>{name} auswählen</translation>
    </message>
    <message>
        <source>Finish Editing</source>
        <translation>Bearbeitung abschließen</translation>
    </message>
    <message>
        <source>Object {number}</source>
        <translation>Objekt {number}</translation>
    </message>
    <message>
        <source>New Layer</source>
        <translation>Neue Ebene</translation>
    </message>
    <message>
        <source>Nothing is outlined to keep.</source>
        <translation>Es gibt keine Kontur zu behalten.</translation>
    </message>
    <message>
        <source>Delete Layer</source>
        <translation>Ebene löschen</translation>
    </message>
    <message>
        <source>Delete Layers</source>
        <translation>Ebenen löschen</translation>
    </message>
    <message>
        <source>The photo cannot be duplicated.</source>
        <translation>Das Foto kann nicht dupliziert werden.</translation>
    </message>
    <message>
        <source>{name} is not outlined yet.</source>
        <translation>{name} hat noch keine Kontur.</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} Kopie</translation>
    </message>
    <message>
        <source>Duplicate Layer</source>
        <translation>Ebene duplizieren</translation>
    </message>
    <message>
        <source>Rename Layer</source>
        <translation>Ebene umbenennen</translation>
    </message>
    <message>
        <source>Move Layer</source>
        <translation>Ebene verschieben</translation>
    </message>
    <message>
        <source>Move Layers</source>
        <translation>Ebenen verschieben</translation>
    </message>
    <message>
        <source>Show Layer</source>
        <translation>Ebene einblenden</translation>
    </message>
    <message>
        <source>Hide Layer</source>
        <translation>Ebene ausblenden</translation>
    </message>
    <message>
        <source>Show Layers</source>
        <translation>Ebenen einblenden</translation>
    </message>
    <message>
        <source>Hide Layers</source>
        <translation>Ebenen ausblenden</translation>
    </message>
    <message>
        <source>Lock Layer</source>
        <translation>Ebene sperren</translation>
    </message>
    <message>
        <source>Unlock Layer</source>
        <translation>Ebene entsperren</translation>
    </message>
    <message>
        <source>Lock Layers</source>
        <translation>Ebenen sperren</translation>
    </message>
    <message>
        <source>Unlock Layers</source>
        <translation>Ebenen entsperren</translation>
    </message>
    <message>
        <source>Layer Opacity</source>
        <translation>Deckkraft der Ebene</translation>
    </message>
    <message>
        <source>{name} is locked.</source>
        <translation>{name} ist gesperrt.</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>LAYERS</source>
        <translation>EBENEN</translation>
    </message>
    <message>
        <source>No layers yet. Press Enter to keep the outlined subject.</source>
        <translation>Noch keine Ebenen. Enter behält das umrissene Motiv.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity in percent</source>
        <translation>Deckkraft in Prozent</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Preview on hover is on.</source>
        <translation>Vorschau beim Überfahren ist an.</translation>
    </message>
    <message>
        <source>Preview on hover is off.</source>
        <translation>Vorschau beim Überfahren ist aus.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Click a thing. Shift adds, Alt or right button removes, Enter keeps.</source>
        <translation>Klicken Sie etwas an. Umschalt fügt hinzu, Alt oder die rechte Taste zieht ab, Enter behält.</translation>
    </message>
    <message>
        <source>Kept as {name}. F8 shows the layers.</source>
        <translation>Behalten als {name}. F8 zeigt die Ebenen.</translation>
    </message>
    <message>
        <source>saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
</context>
<context>
    <name>MaskPanel</name>
    <message>
        <source>MASK</source>
        <translation>MASKE</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Leaves the mask as it was outlined and painted</source>
        <translation>Lässt die Maske, wie sie umrissen und gemalt wurde</translation>
    </message>
    <message>
        <source>Solve Hair</source>
        <translation>Haare berechnen</translation>
    </message>
    <message>
        <source>Finds every hair along the edge; takes some seconds</source>
        <translation>Findet jedes Haar entlang der Kante; dauert einige Sekunden</translation>
    </message>
    <message>
        <source>Moves the edge outward, or inward below zero</source>
        <translation>Schiebt die Kante nach außen, unter null nach innen</translation>
    </message>
    <message>
        <source>Rounds stairs and small corners</source>
        <translation>Rundet Treppen und kleine Ecken</translation>
    </message>
    <message>
        <source>Draws the edge along the photo&apos;s, within this distance</source>
        <translation>Führt die Kante innerhalb dieses Abstands an der des Fotos entlang</translation>
    </message>
    <message>
        <source>Finds hair and fur within this distance of the edge</source>
        <translation>Findet Haare und Fell in diesem Abstand von der Kante</translation>
    </message>
    <message>
        <source>Lets the edge fade over this distance to both sides</source>
        <translation>Lässt die Kante über diesen Abstand nach beiden Seiten auslaufen</translation>
    </message>
    <message>
        <source>Fills gaps that are enclosed by the mask</source>
        <translation>Füllt Lücken, die von der Maske umschlossen sind</translation>
    </message>
    <message>
        <source>Removes parts much smaller than the largest</source>
        <translation>Entfernt Teile, die viel kleiner sind als der größte</translation>
    </message>
    <message>
        <source>Frees the edge of cut-outs from the background&apos;s colour</source>
        <translation>Befreit den Rand von Freistellern von der Farbe des Hintergrunds</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>Paint Mask</source>
        <translation>Maske malen</translation>
    </message>
    <message>
        <source>Erase Mask</source>
        <translation>Maske radieren</translation>
    </message>
    <message>
        <source>Find Hair</source>
        <translation>Haare finden</translation>
    </message>
    <message>
        <source>Leave Hair</source>
        <translation>Haare auslassen</translation>
    </message>
    <message>
        <source>Clear Painting</source>
        <translation>Gemaltes löschen</translation>
    </message>
    <message>
        <source>Reset Adjustments</source>
        <translation>Anpassungen zurücksetzen</translation>
    </message>
    <message>
        <source>Outline something first, or select a layer.</source>
        <translation>Umreißen Sie erst etwas oder wählen Sie eine Ebene aus.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>Only cut-outs and pictures can be moved.</source>
        <translation>Nur Freisteller und Bilder können bewegt werden.</translation>
    </message>
    <message>
        <source>Move Picture</source>
        <translation>Bild bewegen</translation>
    </message>
    <message>
        <source>Make Picture</source>
        <translation>In Bild umwandeln</translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Options of the tool</source>
        <translation>Werkzeugoptionen</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Drag the edges, or use arrow keys (Alt resizes). Drag outside to straighten. Enter crops.</source>
        <translation>Kanten ziehen oder Pfeiltasten (Alt ändert die Größe). Außerhalb ziehen dreht. Enter schneidet zu.</translation>
    </message>
    <message>
        <source>Crop to {width} x {height} pixels</source>
        <translation>Auf {width} x {height} Pixel zuschneiden</translation>
    </message>
    <message>
        <source>Copied {color}</source>
        <translation>{color} kopiert</translation>
    </message>
</context>
<context>
    <name>PluginManager</name>
    <message>
        <source>Plug-ins</source>
        <translation>Plug-ins</translation>
    </message>
    <message>
        <source>This plug-in does not work.</source>
        <translation>Dieses Plug-in funktioniert nicht.</translation>
    </message>
    <message>
        <source>This plug-in cannot be used.</source>
        <translation>Dieses Plug-in kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>gehört zum Programm</translation>
    </message>
    <message>
        <source>in your folder of plug-ins</source>
        <translation>in Ihrem Plug-in-Ordner</translation>
    </message>
    <message>
        <source>installed as a Python package</source>
        <translation>als Python-Paket installiert</translation>
    </message>
    <message>
        <source>Version {version}, {license}, {origin}</source>
        <translation>Version {version}, {license}, {origin}</translation>
    </message>
    <message>
        <source>Use this plug-in</source>
        <translation>Dieses Plug-in benutzen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Install From Folder...</source>
        <translation>Aus Ordner installieren...</translation>
    </message>
    <message>
        <source>Install From Zip...</source>
        <translation>Aus Zip-Datei installieren...</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Plug-ins are programs. Install only those whose authors you trust.</source>
        <translation>Plug-ins sind Programme. Installieren Sie nur solche, deren Autoren Sie vertrauen.</translation>
    </message>
    <message>
        <source>Install a Plug-in</source>
        <translation>Plug-in installieren</translation>
    </message>
    <message>
        <source>Remove a Plug-in</source>
        <translation>Plug-in entfernen</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>Its files are deleted from your folder of plug-ins.</source>
        <translation>Seine Dateien werden aus Ihrem Plug-in-Ordner gelöscht.</translation>
    </message>
</context>
<context>
    <name>PointControl</name>
    <message>
        <source>Then click on the photo</source>
        <translation>Danach ins Foto klicken</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Another language shows when the program starts again.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Programmstart.</translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Save as Preset...</source>
        <translation>Als Vorgabe speichern...</translation>
    </message>
    <message>
        <source>Delete Preset</source>
        <translation>Vorgabe löschen</translation>
    </message>
    <message>
        <source>Begin With This</source>
        <translation>Künftig so beginnen</translation>
    </message>
    <message>
        <source>Begin as the Author Meant It</source>
        <translation>Wie vom Autor vorgesehen beginnen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorgabe speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Drag it or use the arrow keys. X swaps its sign, Delete removes it.</source>
        <translation>Ziehen Sie es oder nehmen Sie die Pfeiltasten. X wechselt das Vorzeichen, Entf entfernt es.</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>{what} verschieben</translation>
    </message>
    <message>
        <source>Resize {what}</source>
        <translation>Größe ändern: {what}</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>{what} entfernen</translation>
    </message>
    <message>
        <source>Choose Candidate</source>
        <translation>Kandidat wählen</translation>
    </message>
    <message>
        <source>Swap Sign of {what}</source>
        <translation>Vorzeichen wechseln: {what}</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
</context>
<context>
    <name>Reply</name>
    <message>
        <source>Opening the picture</source>
        <translation>Das Bild wird geöffnet</translation>
    </message>
    <message>
        <source>Handing over to {host}</source>
        <translation>Übergabe an {host}</translation>
    </message>
    <message>
        <source>{host} does not wait for this picture any more. Save it to keep it.</source>
        <translation>{host} wartet nicht mehr auf dieses Bild. Speichern Sie es, um es zu behalten.</translation>
    </message>
</context>
<context>
    <name>ReplyBar</name>
    <message>
        <source>Editing for another program</source>
        <translation>Bearbeiten für ein anderes Programm</translation>
    </message>
    <message>
        <source>Done gives back the selection and the layers.</source>
        <translation>„Fertig“ gibt die Auswahl und die Ebenen zurück.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Editing for {host}</source>
        <translation>Bearbeiten für {host}</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>{name} was not saved when the program ended.</source>
        <translation>{name} war beim Programmende nicht gespeichert.</translation>
    </message>
    <message>
        <source>Your work of {when} can be restored.</source>
        <translation>Ihre Arbeit von {when} kann wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>{count} documents were not saved when the program ended.</source>
        <translation>{count} Dokumente waren beim Programmende nicht gespeichert.</translation>
    </message>
    <message>
        <source>Restore All</source>
        <translation>Alle wiederherstellen</translation>
    </message>
    <message>
        <source>Discard All</source>
        <translation>Alle verwerfen</translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Resize Picture</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>&amp;Keep proportions</source>
        <translation>&amp;Seitenverhältnis beibehalten</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>S&amp;kalierung</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Größe ändern</translation>
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
        <translation>Ebenenname</translation>
    </message>
</context>
<context>
    <name>SearchButton</name>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Search commands or keys</source>
        <translation>Befehle oder Tasten suchen</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>Neue Tasten drücken</translation>
    </message>
    <message>
        <source>Use Them Here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>No Keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset All</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>{keys} cannot be changed.</source>
        <translation>{keys} kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>{keys} is used for “{command}”.</source>
        <translation>{keys} wird für „{command}“ verwendet.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>RECENT</source>
        <translation>ZULETZT GEÖFFNET</translation>
    </message>
    <message>
        <source>TRY A SAMPLE</source>
        <translation>BEISPIELE</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Zoom in percent</source>
        <translation>Zoom in Prozent</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>_BlendBox</name>
    <message>
        <source>Blend</source>
        <translation>Füllmethode</translation>
    </message>
    <message>
        <source>Blend with the layers below</source>
        <translation>Mit den Ebenen darunter mischen</translation>
    </message>
</context>
<context>
    <name>_Controls</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Härte</translation>
    </message>
</context>
<context>
    <name>_DropZone</name>
    <message>
        <source>Drop a photo here or click to open</source>
        <translation>Foto hier ablegen oder zum Öffnen klicken</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen ablegen</translation>
    </message>
</context>
<context>
    <name>_Name</name>
    <message>
        <source>Double-click to reset</source>
        <translation>Doppelklick setzt zurück</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Install into {host}</source>
        <translation>In {host} installieren</translation>
    </message>
    <message>
        <source>Remove from {host}</source>
        <translation>Aus {host} entfernen</translation>
    </message>
    <message>
        <source>Not found. Start {host} once, then look here again.</source>
        <translation>Nicht gefunden. Starten Sie {host} einmal und sehen Sie dann wieder hier nach.</translation>
    </message>
    <message>
        <source>Start {host} again to see it.</source>
        <translation>Starten Sie {host} neu, um es zu sehen.</translation>
    </message>
    <message>
        <source>Install Again</source>
        <translation>Neu installieren</translation>
    </message>
    <message>
        <source>Version {version} is installed in {folder}</source>
        <translation>Version {version} ist in {folder} installiert</translation>
    </message>
    <message>
        <source>Installed in {folder}, but its files were changed</source>
        <translation>In {folder} installiert, aber die Dateien wurden geändert</translation>
    </message>
    <message>
        <source>Not installed in {folder}</source>
        <translation>Nicht in {folder} installiert</translation>
    </message>
</context>
<context>
    <name>_Tiles</name>
    <message>
        <source>Effects to add</source>
        <translation>Effekte zum Hinzufügen</translation>
    </message>
</context>
<context>
    <name>_Title</name>
    <message>
        <source>Unfold</source>
        <translation>Ausklappen</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>ausgeklappt</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>About SqueezeSAM</source>
        <translation>Über SqueezeSAM</translation>
    </message>
    <message>
        <source>SqueezeSAM {version}</source>
        <translation>SqueezeSAM {version}</translation>
    </message>
    <message>
        <source>Outlines the subject of a photo before you click.</source>
        <translation>Umreißt das Motiv eines Fotos, bevor Sie klicken.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Licence: Apache 2.0.</source>
        <translation>Nichts verlässt diesen Computer. Lizenz: Apache 2.0.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>Ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>Place Pic&amp;ture...</source>
        <translation>Bild &amp;platzieren...</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Save Project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save Project &amp;As...</source>
        <translation>Projekt speichern &amp;unter...</translation>
    </message>
    <message>
        <source>Export &amp;Mask...</source>
        <translation>&amp;Maske exportieren...</translation>
    </message>
    <message>
        <source>Export &amp;Layers...</source>
        <translation>E&amp;benen exportieren...</translation>
    </message>
    <message>
        <source>GIMP an&amp;d Krita...</source>
        <translation>GIMP un&amp;d Krita...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy Cut-out</source>
        <translation>Freisteller &amp;kopieren</translation>
    </message>
    <message>
        <source>Save a &amp;Copy...</source>
        <translation>&amp;Kopie speichern...</translation>
    </message>
    <message>
        <source>Re&amp;vert to Saved</source>
        <translation>&amp;Zurück zur gespeicherten Fassung</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>&amp;Exportieren...</translation>
    </message>
    <message>
        <source>&amp;Batch...</source>
        <translation>Sta&amp;pel...</translation>
    </message>
    <message>
        <source>Open in &amp;GIMP</source>
        <translation>In &amp;GIMP öffnen</translation>
    </message>
    <message>
        <source>Open in &amp;Krita</source>
        <translation>In K&amp;rita öffnen</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Paste as &amp;New Picture</source>
        <translation>Als &amp;neues Bild einfügen</translation>
    </message>
    <message>
        <source>Next &amp;Subject</source>
        <translation>Nächstes &amp;Motiv</translation>
    </message>
    <message>
        <source>&amp;Drop Outline</source>
        <translation>Kontur &amp;verwerfen</translation>
    </message>
    <message>
        <source>Remo&amp;ve Prompt</source>
        <translation>&amp;Angabe entfernen</translation>
    </message>
    <message>
        <source>Pre&amp;ferences...</source>
        <translation>Ein&amp;stellungen...</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Ebene</translation>
    </message>
    <message>
        <source>&amp;Keep Outline</source>
        <translation>Kontur &amp;behalten</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Delete Layer</source>
        <translation>Ebene &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Copy to Picture</source>
        <translation>In Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppierung a&amp;ufheben</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Zusammenfügen</translation>
    </message>
    <message>
        <source>&amp;Raise</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>L&amp;ower</source>
        <translation>Nach u&amp;nten</translation>
    </message>
    <message>
        <source>Show or &amp;Hide</source>
        <translation>Ein- oder &amp;ausblenden</translation>
    </message>
    <message>
        <source>&amp;Lock or Unlock</source>
        <translation>&amp;Sperren oder entsperren</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>&amp;Maske</translation>
    </message>
    <message>
        <source>In&amp;vert Mask</source>
        <translation>Maske &amp;umkehren</translation>
    </message>
    <message>
        <source>&amp;Add Other Mask</source>
        <translation>Andere Maske &amp;hinzufügen</translation>
    </message>
    <message>
        <source>S&amp;ubtract Other Mask</source>
        <translation>Andere Maske &amp;abziehen</translation>
    </message>
    <message>
        <source>I&amp;ntersect with Other Mask</source>
        <translation>Mit anderer Maske &amp;schneiden</translation>
    </message>
    <message>
        <source>&amp;Grow by a Pixel</source>
        <translation>Um ein Pixel &amp;erweitern</translation>
    </message>
    <message>
        <source>&amp;Shrink by a Pixel</source>
        <translation>Um ein Pixel &amp;verkleinern</translation>
    </message>
    <message>
        <source>&amp;Fill Holes</source>
        <translation>Löcher &amp;füllen</translation>
    </message>
    <message>
        <source>Remove &amp;Islands</source>
        <translation>&amp;Inseln entfernen</translation>
    </message>
    <message>
        <source>&amp;Clean Edge Colour</source>
        <translation>&amp;Randfarbe bereinigen</translation>
    </message>
    <message>
        <source>Solve &amp;Hair</source>
        <translation>&amp;Haare berechnen</translation>
    </message>
    <message>
        <source>&amp;Reset Adjustments</source>
        <translation>Anpassungen &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Clear &amp;Painting</source>
        <translation>&amp;Gemaltes löschen</translation>
    </message>
    <message>
        <source>Effe&amp;cts</source>
        <translation>Effe&amp;kte</translation>
    </message>
    <message>
        <source>&amp;Add Effect...</source>
        <translation>Effekt &amp;hinzufügen...</translation>
    </message>
    <message>
        <source>&amp;Remove Effect</source>
        <translation>Effekt &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Copy Effects</source>
        <translation>Effekte &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste Effects</source>
        <translation>Effekte e&amp;infügen</translation>
    </message>
    <message>
        <source>P&amp;lug-ins...</source>
        <translation>P&amp;lug-ins...</translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation>&amp;Werkzeug</translation>
    </message>
    <message>
        <source>&amp;Click</source>
        <translation>&amp;Klick</translation>
    </message>
    <message>
        <source>&amp;Box</source>
        <translation>&amp;Rahmen</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Stroke</source>
        <translation>&amp;Strich</translation>
    </message>
    <message>
        <source>&amp;Paint Mask</source>
        <translation>Maske &amp;malen</translation>
    </message>
    <message>
        <source>&amp;Erase Mask</source>
        <translation>Maske &amp;radieren</translation>
    </message>
    <message>
        <source>Find &amp;Hair</source>
        <translation>&amp;Haare finden</translation>
    </message>
    <message>
        <source>&amp;Move Picture</source>
        <translation>&amp;Bild bewegen</translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation>&amp;Hand</translation>
    </message>
    <message>
        <source>Cro&amp;p and Straighten</source>
        <translation>&amp;Zuschneiden und gerade richten</translation>
    </message>
    <message>
        <source>&amp;Eyedropper</source>
        <translation>&amp;Pipette</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Take Away</source>
        <translation>&amp;Abziehen</translation>
    </message>
    <message>
        <source>&amp;Intersect</source>
        <translation>&amp;Schnittmenge</translation>
    </message>
    <message>
        <source>S&amp;wap Add and Take Away</source>
        <translation>Hinzufügen/Abziehen &amp;wechseln</translation>
    </message>
    <message>
        <source>Next Ca&amp;ndidate</source>
        <translation>Nächster V&amp;orschlag</translation>
    </message>
    <message>
        <source>Par&amp;t</source>
        <translation>&amp;Teil</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>&amp;Objekt</translation>
    </message>
    <message>
        <source>Gro&amp;up</source>
        <translation>Gru&amp;ppe</translation>
    </message>
    <message>
        <source>Na&amp;rrower Brush</source>
        <translation>S&amp;chmalerer Pinsel</translation>
    </message>
    <message>
        <source>W&amp;ider Brush</source>
        <translation>&amp;Breiterer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>B&amp;ild</translation>
    </message>
    <message>
        <source>Rotate &amp;Left</source>
        <translation>Nach &amp;links drehen</translation>
    </message>
    <message>
        <source>Rotate &amp;Right</source>
        <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
        <source>Rotate by &amp;180°</source>
        <translation>Um &amp;180° drehen</translation>
    </message>
    <message>
        <source>Flip &amp;Horizontally</source>
        <translation>&amp;Horizontal spiegeln</translation>
    </message>
    <message>
        <source>Flip &amp;Vertically</source>
        <translation>&amp;Vertikal spiegeln</translation>
    </message>
    <message>
        <source>Crop to &amp;Object</source>
        <translation>Auf &amp;Objekt zuschneiden</translation>
    </message>
    <message>
        <source>Re&amp;size...</source>
        <translation>&amp;Größe ändern...</translation>
    </message>
    <message>
        <source>Show &amp;Whole Photo</source>
        <translation>Ganzes &amp;Foto zeigen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation>In &amp;Fenster einpassen</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>O&amp;verlay</source>
        <translation>Ü&amp;berlagerung</translation>
    </message>
    <message>
        <source>&amp;Colour Film</source>
        <translation>&amp;Farbfolie</translation>
    </message>
    <message>
        <source>Outli&amp;ne Only</source>
        <translation>Nur &amp;Kontur</translation>
    </message>
    <message>
        <source>On &amp;Checkerboard</source>
        <translation>Auf S&amp;chachbrett</translation>
    </message>
    <message>
        <source>On &amp;Black</source>
        <translation>Auf S&amp;chwarz</translation>
    </message>
    <message>
        <source>On &amp;White</source>
        <translation>Auf &amp;Weiß</translation>
    </message>
    <message>
        <source>&amp;Matte</source>
        <translation>&amp;Maske</translation>
    </message>
    <message>
        <source>Ne&amp;xt Colour</source>
        <translation>&amp;Nächste Farbe</translation>
    </message>
    <message>
        <source>Before and After Side by Si&amp;de</source>
        <translation>Vorher und nachher nebeneinan&amp;der</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>&amp;Vorher</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bedienfelder</translation>
    </message>
    <message>
        <source>Next &amp;Part of the Window</source>
        <translation>Nächster &amp;Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous Part of the Window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Preview on Ho&amp;ver</source>
        <translation>Vorschau beim &amp;Überfahren</translation>
    </message>
    <message>
        <source>Next Picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous Picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts...</source>
        <translation>&amp;Tastenkürzel...</translation>
    </message>
    <message>
        <source>&amp;Search Commands...</source>
        <translation>&amp;Befehle suchen...</translation>
    </message>
    <message>
        <source>&amp;About SqueezeSAM</source>
        <translation>&amp;Über SqueezeSAM</translation>
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
        <translation>Multiplizieren</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Negativ multiplizieren</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Ineinanderkopieren</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>Abdunkeln</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>Aufhellen</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A {kind} annotation is a {suffix} file, and {name} is none.</source>
        <translation>Eine {kind}-Annotation ist eine {suffix}-Datei, und {name} ist keine.</translation>
    </message>
    <message>
        <source>A {kind} file has at most {most} pixels a side, and these are {width} x {height}.</source>
        <translation>Eine {kind}-Datei hat höchstens {most} Pixel je Seite, und dies sind {width} x {height}.</translation>
    </message>
    <message>
        <source>A prompt holds a number that is not finite.</source>
        <translation>Eine Markierung enthält eine Zahl, die nicht endlich ist.</translation>
    </message>
    <message>
        <source>A stored mask is damaged or of another picture.</source>
        <translation>Eine gespeicherte Maske ist beschädigt oder gehört zu einem anderen Bild.</translation>
    </message>
    <message>
        <source>A stored mask is damaged.</source>
        <translation>Eine gespeicherte Maske ist beschädigt.</translation>
    </message>
    <message>
        <source>All that is outlined was painted.</source>
        <translation>Alles Umrandete wurde gemalt.</translation>
    </message>
    <message>
        <source>Annotations belong to a photo that is a file.</source>
        <translation>Annotationen gehören zu einem Foto, das eine Datei ist.</translation>
    </message>
    <message>
        <source>No photo is set.</source>
        <translation>Es ist kein Foto gesetzt.</translation>
    </message>
    <message>
        <source>Nothing can be seen of these layers.</source>
        <translation>Von diesen Ebenen ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>Nothing is outlined to take away from.</source>
        <translation>Es ist nichts umrandet, von dem etwas weggenommen werden könnte.</translation>
    </message>
    <message>
        <source>Solving hair needs one more package.</source>
        <translation>Haare zu berechnen braucht ein weiteres Paket.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
    <message>
        <source>The 16-bit pixels of {name} cannot be read.</source>
        <translation>Die 16-Bit-Pixel von {name} können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The PNG file could not be made.</source>
        <translation>Die PNG-Datei konnte nicht erzeugt werden.</translation>
    </message>
    <message>
        <source>The box has no area on the photo.</source>
        <translation>Das Rechteck hat auf dem Foto keine Fläche.</translation>
    </message>
    <message>
        <source>The click {where} lies outside the photo ({width} x {height} pixels).</source>
        <translation>Der Klick {where} liegt außerhalb des Fotos ({width} x {height} Pixel).</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made.</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The lasso has no area on the photo.</source>
        <translation>Das Lasso hat auf dem Foto keine Fläche.</translation>
    </message>
    <message>
        <source>The list of models is damaged.</source>
        <translation>Die Liste der Modelle ist beschädigt.</translation>
    </message>
    <message>
        <source>The mask to start from is not of the photo&apos;s size.</source>
        <translation>Die Ausgangsmaske hat nicht die Größe des Fotos.</translation>
    </message>
    <message>
        <source>The mask {name} has {size} pixels, the photo {expected}.</source>
        <translation>Die Maske {name} hat {size} Pixel, das Foto {expected}.</translation>
    </message>
    <message>
        <source>The model {name} is damaged or not one of ours.</source>
        <translation>Das Modell {name} ist beschädigt oder keines von unseren.</translation>
    </message>
    <message>
        <source>The model {name} is damaged.</source>
        <translation>Das Modell {name} ist beschädigt.</translation>
    </message>
    <message>
        <source>The model {name} is missing.</source>
        <translation>Das Modell {name} fehlt.</translation>
    </message>
    <message>
        <source>The name {name} should end in {endings} or {last}.</source>
        <translation>Der Name {name} sollte auf {endings} oder {last} enden.</translation>
    </message>
    <message>
        <source>The package holds no model.</source>
        <translation>Das Paket enthält kein Modell.</translation>
    </message>
    <message>
        <source>The photo must be an H x W x 3 array of bytes.</source>
        <translation>Das Foto muss ein Feld von H x W x 3 Bytes sein.</translation>
    </message>
    <message>
        <source>The pixels of this {format} file are numbers of 32 bits.</source>
        <translation>Die Pixel dieser {format}-Datei sind Zahlen mit 32 Bit.</translation>
    </message>
    <message>
        <source>The stored prompt cannot be read.</source>
        <translation>Die gespeicherte Markierung kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The stroke is empty.</source>
        <translation>Der Strich ist leer.</translation>
    </message>
    <message>
        <source>The stroke lies outside the photo ({width} x {height} pixels).</source>
        <translation>Der Strich liegt außerhalb des Fotos ({width} x {height} Pixel).</translation>
    </message>
    <message>
        <source>The {kind} file could not be made.</source>
        <translation>Die {kind}-Datei konnte nicht erzeugt werden.</translation>
    </message>
    <message>
        <source>There is no edge to solve.</source>
        <translation>Es gibt keine Kante zu berechnen.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>There is no other subject.</source>
        <translation>Es gibt kein weiteres Motiv.</translation>
    </message>
    <message>
        <source>There is nothing to annotate.</source>
        <translation>Es gibt nichts zu annotieren.</translation>
    </message>
    <message>
        <source>There is nothing to be seen.</source>
        <translation>Es ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>There is nothing to cut out.</source>
        <translation>Es gibt nichts freizustellen.</translation>
    </message>
    <message>
        <source>There is only one candidate.</source>
        <translation>Es gibt nur einen Kandidaten.</translation>
    </message>
    <message>
        <source>This project was made by a newer version of this program.</source>
        <translation>Dieses Projekt stammt von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept against a crash.</source>
        <translation>Nicht Gespeichertes kann nicht gegen einen Absturz gesichert werden.</translation>
    </message>
    <message>
        <source>What was kept of this document is damaged.</source>
        <translation>Was von diesem Dokument gesichert wurde, ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}.</source>
        <translation>{name} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot hold effects.</source>
        <translation>{name} kann keine Effekte enthalten.</translation>
    </message>
    <message>
        <source>{name} claims more than {limit} megapixels.</source>
        <translation>{name} gibt mehr als {limit} Megapixel an.</translation>
    </message>
    <message>
        <source>{name} does not fit into memory.</source>
        <translation>{name} passt nicht in den Speicher.</translation>
    </message>
    <message>
        <source>{name} is a HEIC picture, which needs one more package.</source>
        <translation>{name} ist ein HEIC-Bild, das ein weiteres Paket braucht.</translation>
    </message>
    <message>
        <source>{name} is damaged or cut short.</source>
        <translation>{name} ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>{name} is damaged or is not a project.</source>
        <translation>{name} ist beschädigt oder kein Projekt.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} ist leer.</translation>
    </message>
    <message>
        <source>{name} is not a picture that can be read.</source>
        <translation>{name} ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>{name} is not the name of a PNG file.</source>
        <translation>{name} ist nicht der Name einer PNG-Datei.</translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation>{name} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a picture.</source>
        <translation>{path} ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} ist keine Datei.</translation>
    </message>
    <message>
        <source>{size} pixels are more than {limit} megapixels.</source>
        <translation>{size} Pixel sind mehr als {limit} Megapixel.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is write-protected</source>
        <translation>sie ist schreibgeschützt</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>sie ist beschädigt</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>die Berechtigung fehlt</translation>
    </message>
    <message>
        <source>the disk refused</source>
        <translation>der Datenträger hat es verweigert</translation>
    </message>
    <message>
        <source>there is no folder {folder}</source>
        <translation>es gibt keinen Ordner {folder}</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie die Berechtigungen.</translation>
    </message>
    <message>
        <source>Choose PNG or TIFF.</source>
        <translation>Wählen Sie PNG oder TIFF.</translation>
    </message>
    <message>
        <source>Choose a format without layers.</source>
        <translation>Wählen Sie ein Format ohne Ebenen.</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>Wählen Sie eine kleinere Größe.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Click a thing first.</source>
        <translation>Klicken Sie zuerst etwas an.</translation>
    </message>
    <message>
        <source>Click a thing.</source>
        <translation>Klicken Sie etwas an.</translation>
    </message>
    <message>
        <source>Click on the photo.</source>
        <translation>Klicken Sie auf das Foto.</translation>
    </message>
    <message>
        <source>Draw it again.</source>
        <translation>Zeichnen Sie sie neu.</translation>
    </message>
    <message>
        <source>Draw it around the object.</source>
        <translation>Ziehen Sie es um das Objekt.</translation>
    </message>
    <message>
        <source>Draw on the photo.</source>
        <translation>Zeichnen Sie auf dem Foto.</translation>
    </message>
    <message>
        <source>Draw over the object.</source>
        <translation>Malen Sie über das Objekt.</translation>
    </message>
    <message>
        <source>End it in .png.</source>
        <translation>Lassen Sie ihn auf .png enden.</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>Installieren Sie es mit: {command}</translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation>Installieren Sie die neueste Version, um es zu öffnen.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Call set_image first.</source>
        <translation>Rufen Sie zuerst set_image auf.</translation>
    </message>
    <message>
        <source>Nothing is lost. The details are in {file}.</source>
        <translation>Nichts ist verloren. Einzelheiten stehen in {file}.</translation>
    </message>
    <message>
        <source>Open the photo instead.</source>
        <translation>Öffnen Sie stattdessen das Foto.</translation>
    </message>
    <message>
        <source>Outline something first.</source>
        <translation>Umranden Sie zuerst etwas.</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG or TIFF first.</source>
        <translation>Speichern Sie es zuerst als JPEG, PNG oder TIFF.</translation>
    </message>
    <message>
        <source>Save it first.</source>
        <translation>Speichern Sie es zuerst.</translation>
    </message>
    <message>
        <source>Save it with 8 or 16 bits a channel first.</source>
        <translation>Speichern Sie sie zuerst mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Save your work yourself, and look whether there is room on the disk.</source>
        <translation>Speichern Sie selbst und sehen Sie nach, ob auf dem Datenträger Platz ist.</translation>
    </message>
    <message>
        <source>Show them first.</source>
        <translation>Blenden Sie sie zuerst ein.</translation>
    </message>
    <message>
        <source>Use the eraser.</source>
        <translation>Benutzen Sie den Radierer.</translation>
    </message>
    <message>
        <source>A plug-in may hold {count} MB at most.</source>
        <translation>Ein Plug-in darf höchstens {count} MB enthalten.</translation>
    </message>
    <message>
        <source>Its folder {folder} is that of the plug-in {other}.</source>
        <translation>Sein Ordner {folder} ist der des Plug-ins {other}.</translation>
    </message>
    <message>
        <source>There is a plug-in &apos;{name}&apos; that is not in your folder.</source>
        <translation>Es gibt ein Plug-in „{name}“, das nicht in Ihrem Ordner liegt.</translation>
    </message>
    <message>
        <source>{name} cannot be deleted.</source>
        <translation>{name} kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>{name} is installed already.</source>
        <translation>{name} ist schon installiert.</translation>
    </message>
    <message>
        <source>There is nothing to give back.</source>
        <translation>Es gibt nichts zurückzugeben.</translation>
    </message>
    <message>
        <source>Whoever wanted the picture has gone.</source>
        <translation>Wer das Bild haben wollte, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The plug-in in {folder} cannot be removed: {reason}.</source>
        <translation>Das Plug-in in {folder} kann nicht entfernt werden: {reason}.</translation>
    </message>
    <message>
        <source>The plug-in cannot be written into {folder}: {reason}.</source>
        <translation>Das Plug-in kann nicht in {folder} geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{command} cannot be started: {reason}.</source>
        <translation>{command} kann nicht gestartet werden: {reason}.</translation>
    </message>
    <message>
        <source>{host} was not found ({looked}).</source>
        <translation>{host} wurde nicht gefunden ({looked}).</translation>
    </message>
    <message>
        <source>{host} was not found on this computer.</source>
        <translation>{host} wurde auf diesem Computer nicht gefunden.</translation>
    </message>
    <message>
        <source>{path} is there already and not ours.</source>
        <translation>{path} ist schon da und nicht von uns.</translation>
    </message>
    <message>
        <source>Install it, or export a PSD file and open that in it.</source>
        <translation>Installieren Sie es, oder exportieren Sie eine PSD-Datei und öffnen Sie diese darin.</translation>
    </message>
    <message>
        <source>Move it away, then try again.</source>
        <translation>Legen Sie es woanders hin und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Start it once, then try again.</source>
        <translation>Starten Sie es einmal und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The results would lie among the photos of {path}.</source>
        <translation>Die Ergebnisse lägen zwischen den Fotos von {path}.</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>Es gibt keine Datei und keinen Ordner {path}.</translation>
    </message>
    <message>
        <source>{first} and {second} would both become {path}.</source>
        <translation>{first} und {second} würden beide zu {path}.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Its {count} layers became one picture.</source>
        <translation>Die {count} Ebenen darin wurden zu einem Bild.</translation>
    </message>
    <message>
        <source>Only the first of its {count} pictures is used.</source>
        <translation>Nur das erste der {count} Bilder darin wird benutzt.</translation>
    </message>
    <message>
        <source>The 16-bit colours were reduced to 8 bits.</source>
        <translation>Die 16-Bit-Farben wurden auf 8 Bit verringert.</translation>
    </message>
    <message>
        <source>The CMYK colours became sRGB.</source>
        <translation>Die CMYK-Farben wurden zu sRGB.</translation>
    </message>
    <message>
        <source>The Lab colours became sRGB.</source>
        <translation>Die Lab-Farben wurden zu sRGB.</translation>
    </message>
    <message>
        <source>A worker&apos;s process cannot be started.</source>
        <translation>Ein Arbeitsprozess kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>A {kind} file cannot hold effects.</source>
        <translation>Eine {kind}-Datei kann keine Effekte enthalten.</translation>
    </message>
    <message>
        <source>An unexpected error: {error}.</source>
        <translation>Ein unerwarteter Fehler: {error}.</translation>
    </message>
    <message>
        <source>No subject was found in {name}.</source>
        <translation>In {name} wurde kein Motiv gefunden.</translation>
    </message>
    <message>
        <source>The result would replace the photo {path}.</source>
        <translation>Das Ergebnis würde das Foto {path} ersetzen.</translation>
    </message>
    <message>
        <source>The results would lie among the photos of {folder}.</source>
        <translation>Die Ergebnisse lägen zwischen den Fotos von {folder}.</translation>
    </message>
    <message>
        <source>There are no photos in {sources}.</source>
        <translation>In {sources} sind keine Fotos.</translation>
    </message>
    <message>
        <source>There is no file or folder {source}.</source>
        <translation>Es gibt keine Datei und keinen Ordner {source}.</translation>
    </message>
    <message>
        <source>{first} and {second} would both become {out}.</source>
        <translation>{first} und {second} würden beide zu {out}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} ended its worker twice.</source>
        <translation>{name} hat seinen Arbeitsprozess zweimal beendet.</translation>
    </message>
    <message>
        <source>{name} holds no prompt.</source>
        <translation>{name} enthält keine Angabe, was gemeint ist.</translation>
    </message>
    <message>
        <source>{path} cannot be written.</source>
        <translation>{path} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>&apos;sqsam doctor&apos; says what is missing.</source>
        <translation>„sqsam doctor“ sagt, was fehlt.</translation>
    </message>
    <message>
        <source>Change the prompt in {name}.</source>
        <translation>Ändern Sie die Angabe in {name}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another format.</source>
        <translation>Wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>It crashed.</source>
        <translation>Er ist abgestürzt.</translation>
    </message>
    <message>
        <source>It should hold a list of clicks, boxes, lassos and strokes.</source>
        <translation>Sie sollte eine Liste von Klicks, Kästen, Lassos und Strichen enthalten.</translation>
    </message>
    <message>
        <source>Name the folder above them, or rename one.</source>
        <translation>Nennen Sie den Ordner darüber, oder benennen Sie eines um.</translation>
    </message>
    <message>
        <source>Perhaps the memory was full.</source>
        <translation>Vielleicht war der Speicher voll.</translation>
    </message>
    <message>
        <source>Point at one in {name}.</source>
        <translation>Zeigen Sie in {name} auf eines.</translation>
    </message>
    <message>
        <source>{effect} (plug-in {plugin}) {reason}.</source>
        <translation>{effect} (Plug-in {plugin}) {reason}.</translation>
    </message>
    <message>
        <source>failed: {error}</source>
        <translation>ist gescheitert: {error}</translation>
    </message>
    <message>
        <source>crashed ({signal})</source>
        <translation>ist abgestürzt ({signal})</translation>
    </message>
    <message>
        <source>did not answer for {seconds} seconds</source>
        <translation>hat {seconds} Sekunden lang nicht geantwortet</translation>
    </message>
    <message>
        <source>did not stop when it was asked to</source>
        <translation>hat nicht aufgehört, als es gebeten wurde</translation>
    </message>
    <message>
        <source>ended its process, with exit code {code}</source>
        <translation>hat seinen Prozess beendet, mit dem Code {code}</translation>
    </message>
    <message>
        <source>needed more memory than it may have</source>
        <translation>brauchte mehr Speicher, als es haben darf</translation>
    </message>
    <message>
        <source>returned {result} instead of {wanted}</source>
        <translation>hat {result} statt {wanted} zurückgegeben</translation>
    </message>
    <message>
        <source>stopped by itself</source>
        <translation>hat von selbst aufgehört</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>A plug-in may hold {count} files at most.</source>
        <translation>Ein Plug-in darf höchstens {count} Dateien enthalten.</translation>
    </message>
    <message>
        <source>A plug-in may hold {size} MB at most.</source>
        <translation>Ein Plug-in darf höchstens {size} MB enthalten.</translation>
    </message>
    <message>
        <source>Its folder {folder} is that of the plug-in {plugin}.</source>
        <translation>Sein Ordner {folder} ist der des Plug-ins {plugin}.</translation>
    </message>
    <message>
        <source>Its id &apos;{id}&apos; is that of another plug-in, which {reason}.</source>
        <translation>Seine Kennung „{id}“ ist die eines anderen Plug-ins, das {reason}.</translation>
    </message>
    <message>
        <source>ships with the program</source>
        <translation>zum Programm gehört</translation>
    </message>
    <message>
        <source>is in your folder of plug-ins</source>
        <translation>in Ihrem Plug-in-Ordner liegt</translation>
    </message>
    <message>
        <source>is installed as a Python package</source>
        <translation>als Python-Paket installiert ist</translation>
    </message>
    <message>
        <source>It was written for interface {theirs}; this program has interface {ours}.</source>
        <translation>Es wurde für die Schnittstelle {theirs} geschrieben; dieses Programm hat die Schnittstelle {ours}.</translation>
    </message>
    <message>
        <source>The effect &apos;{effect}&apos; is not installed.</source>
        <translation>Der Effekt „{effect}“ ist nicht installiert.</translation>
    </message>
    <message>
        <source>The helper process for plug-ins does not start.</source>
        <translation>Der Hilfsprozess für Plug-ins startet nicht.</translation>
    </message>
    <message>
        <source>The plug-in {plugin} has no &apos;{effect}&apos; any more.</source>
        <translation>Das Plug-in {plugin} hat kein „{effect}“ mehr.</translation>
    </message>
    <message>
        <source>The plug-in {plugin} is switched off.</source>
        <translation>Das Plug-in {plugin} ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The zip holds a file outside of itself, &apos;{name}&apos;.</source>
        <translation>Das Zip-Archiv enthält eine Datei außerhalb seiner selbst, „{name}“.</translation>
    </message>
    <message>
        <source>There is a plug-in &apos;{plugin}&apos; that is not in your folder.</source>
        <translation>Es gibt ein Plug-in „{plugin}“, das nicht in Ihrem Ordner liegt.</translation>
    </message>
    <message>
        <source>There is no plugin.toml.</source>
        <translation>Es gibt keine plugin.toml.</translation>
    </message>
    <message>
        <source>{folder} cannot be deleted.</source>
        <translation>{folder} kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>{name} cannot be installed: {reason}.</source>
        <translation>{name} kann nicht installiert werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} holds more than one plugin.toml.</source>
        <translation>{name} enthält mehr als eine plugin.toml.</translation>
    </message>
    <message>
        <source>{name} holds no plugin.toml.</source>
        <translation>{name} enthält keine plugin.toml.</translation>
    </message>
    <message>
        <source>{name} is a link, which a plug-in must not hold.</source>
        <translation>{name} ist eine Verknüpfung; ein Plug-in darf keine enthalten.</translation>
    </message>
    <message>
        <source>{name} is encrypted.</source>
        <translation>{name} ist verschlüsselt.</translation>
    </message>
    <message>
        <source>{name} is neither a folder nor a zip file.</source>
        <translation>{name} ist weder ein Ordner noch eine Zip-Datei.</translation>
    </message>
    <message>
        <source>{name} is not in your folder.</source>
        <translation>{name} liegt nicht in Ihrem Ordner.</translation>
    </message>
    <message>
        <source>{plugin} {version} is installed already.</source>
        <translation>{plugin} {version} ist schon installiert.</translation>
    </message>
    <message>
        <source>Install the plug-in it belongs to.</source>
        <translation>Installieren Sie das Plug-in, zu dem er gehört.</translation>
    </message>
    <message>
        <source>Switch it off instead.</source>
        <translation>Schalten Sie es stattdessen aus.</translation>
    </message>
    <message>
        <source>Switch it on to see its effects.</source>
        <translation>Schalten Sie es ein, um seine Effekte zu sehen.</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation>Entpacken Sie es zuerst.</translation>
    </message>
    <message>
        <source>The plug-in &apos;{plugin}&apos; {reason}.</source>
        <translation>Das Plug-in „{plugin}“ {reason}.</translation>
    </message>
</context>
<context>
    <name>masks</name>
    <message>
        <source>Fill Holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Remove Islands</source>
        <translation>Inseln entfernen</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Erweitern</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Refine Edge</source>
        <translation>Kante verfeinern</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Haare</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Clean Edge Colour</source>
        <translation>Randfarbe bereinigen</translation>
    </message>
</context>
<context>
    <name>prompts</name>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>adds</source>
        <translation>fügt hinzu</translation>
    </message>
    <message>
        <source>takes away</source>
        <translation>zieht ab</translation>
    </message>
    <message>
        <source>{what}, {sign}, x {x} y {y}, {number} of {count}</source>
        <translation>{what}, {sign}, x {x} y {y}, {number} von {count}</translation>
    </message>
    <message>
        <source>{what}</source>
        <translation>{what}</translation>
    </message>
    <message>
        <source>Add {what}</source>
        <translation>Hinzufügen: {what}</translation>
    </message>
    <message>
        <source>Take Away {what}</source>
        <translation>Abziehen: {what}</translation>
    </message>
    <message>
        <source>Intersect with {what}</source>
        <translation>Schneiden mit: {what}</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>Replace {name}?</source>
        <translation>{name} ersetzen?</translation>
    </message>
    <message>
        <source>What it holds now is lost.</source>
        <translation>Ihr jetziger Inhalt geht verloren.</translation>
    </message>
    <message>
        <source>Replace {count} files?</source>
        <translation>{count} Dateien ersetzen?</translation>
    </message>
    <message>
        <source>What they hold now is lost.</source>
        <translation>Ihr jetziger Inhalt geht verloren.</translation>
    </message>
    <message>
        <source>File Exists</source>
        <translation>Datei vorhanden</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>samples</name>
    <message>
        <source>Astronaut</source>
        <translation>Astronautin</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>Katze</translation>
    </message>
    <message>
        <source>Coffee</source>
        <translation>Kaffee</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Animations</source>
        <translation>Animationen</translation>
    </message>
    <message>
        <source>Show what a click would take</source>
        <translation>Zeigen, was ein Klick erfassen würde</translation>
    </message>
    <message>
        <source>Overlay colour</source>
        <translation>Farbe der Überlagerung</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Pink</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Speicher für Rückgängig</translation>
    </message>
    <message>
        <source>Restore work after a crash</source>
        <translation>Arbeit nach einem Absturz wiederherstellen</translation>
    </message>
</context>
</TS>
