namespace ReId.Index;

/// <summary>A place in a list of crops that stays where it is when crops come and go.</summary>
/// <param name="CapturedAt">Capture time of the last crop of the page before.</param>
/// <param name="CropId">Its id.</param>
public readonly record struct CropPosition(DateTimeOffset CapturedAt, Guid CropId);
