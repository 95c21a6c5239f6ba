namespace ReId.Ingest.Tracking.ByteTrack;

/// <summary>
/// Where a person's box is and how it moves: centre, aspect (width over height) and height, each with its velocity. All
/// noises are shares of the person's height, because people far away move and jitter by fewer pixels.
/// </summary>
internal sealed class BoxMotion
{
    /// <summary>Jitter of a detector's boxes, as a share of the height (the value of SORT's descendants).</summary>
    private const double Jitter = 0.05;

    /// <summary>Somebody of 1.7 m who walks 1.4 m/s moves 0.8 of their height in a second.</summary>
    private const double Walking = 0.8;

    /// <summary>How fast that may change: from standing to walking within about two seconds.</summary>
    private const double Acceleration = 0.5;

    // Up and down the picture people move less, and their size changes slowly.
    private const double Upright = 0.5;
    private const double Growth = 0.2;
    private const double AspectJitter = 0.1;
    private const double AspectChange = 0.05;

    private MotionFilter _x;
    private MotionFilter _y;
    private MotionFilter _aspect;
    private MotionFilter _height;

    public BoxMotion(BoxF box)
    {
        var h = box.Height;
        _x = new MotionFilter(box.CenterX, Jitter * h, Walking * h);
        _y = new MotionFilter(box.CenterY, Jitter * h, Walking * Upright * h);
        _aspect = new MotionFilter(box.Width / h, AspectJitter, AspectChange);
        _height = new MotionFilter(h, Jitter * h, Walking * Growth * h);
    }

    /// <summary>Where it is believed to be.</summary>
    public BoxF Box => new(_x.Value, _y.Value, Math.Max(1, _aspect.Value * _height.Value), Math.Max(1, _height.Value));

    /// <summary>Standard deviation of the centre, in pixels.</summary>
    public (double X, double Y) Deviation => (_x.Deviation, _y.Deviation);

    /// <param name="seconds">Since the last prediction or measurement, at least 0.</param>
    public void Predict(double seconds)
    {
        var h = Box.Height;
        _x.Predict(seconds, Acceleration * h);
        _y.Predict(seconds, Acceleration * Upright * h);
        _aspect.Predict(seconds, AspectChange);
        _height.Predict(seconds, Acceleration * Growth * h);
    }

    public void Correct(BoxF box)
    {
        var h = Box.Height;
        _x.Correct(box.CenterX, Jitter * h);
        _y.Correct(box.CenterY, Jitter * h);
        _aspect.Correct(box.Width / box.Height, AspectJitter);
        _height.Correct(box.Height, Jitter * h);
    }
}
