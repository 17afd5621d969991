"""The engine: a photo and a prompt in, a soft mask out.

```python
predictor = Predictor.default()
predictor.set_image(rgb)  # H x W x 3 uint8, sRGB
mask = predictor.predict(Prompt(clicks=[Click(120, 80)])).mask
```
"""

from sqsam_desktop.engine.prediction import Prediction
from sqsam_desktop.engine.predictor import Predictor

__all__ = ["Prediction", "Predictor"]
