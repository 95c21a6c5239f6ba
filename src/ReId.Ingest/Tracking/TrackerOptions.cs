using ReId.Contracts;

namespace ReId.Ingest.Tracking;

/// <summary>How detections are joined to tracklets.</summary>
public sealed record TrackerOptions
{
    /// <summary>Least overlap (IoU, 0 to 1) of a detection with the predicted box.</summary>
    public double MinIou { get; init; } = 0.3;

    /// <summary>
    /// Greatest margin, as a share of a box's size, by which boxes are widened: at a few frames per second a walking
    /// person leaves their own box (buffered IoU, Yang et al., "Hard to Track
    /// Objects with Irregular Motions and Similar Appearances?", WACV 2023). 0 switches that off.
    /// </summary>
    public double Buffer { get; init; } = 0.3;

    /// <summary>
    /// Difference in the mean colour of torso or legs (8-bit CIELAB, lightness halved) beyond which a detection is
    /// somebody else, whatever the overlap.
    /// </summary>
    public double MaxColorDifference { get; init; } = 16;

    /// <summary>
    /// How long a person may go unseen before the tracklet ends; where frames are rare, three times the time between
    /// two of them if that is longer.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Detections that make a tracklet; fewer are taken for false alarms and dropped.</summary>
    public int MinHits { get; init; } = 3;

    internal void Validate()
    {
        Require(MinIou is > 0 and <= 1, $"{nameof(MinIou)} is {MinIou}, but an overlap lies above 0 and is at most 1.");
        Require(Buffer is >= 0 and <= 1, $"{nameof(Buffer)} is {Buffer}, but a share of the box lies between 0 and 1.");
        Require(MaxColorDifference > 0, $"{nameof(MaxColorDifference)} is {MaxColorDifference}, but a difference that is allowed is above 0.");
        Require(MaxAge > TimeSpan.Zero, $"{nameof(MaxAge)} is {MaxAge}, but a time to wait is above zero.");
        Require(MinHits >= 1, $"{nameof(MinHits)} is {MinHits}, but a tracklet has at least 1 detection.");

        static void Require(bool holds, string sentence)
        {
            if (!holds)
            {
                throw new ReIdException("Tracking: " + sentence);
            }
        }
    }
}
