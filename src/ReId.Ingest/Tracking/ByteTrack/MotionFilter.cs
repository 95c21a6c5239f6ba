namespace ReId.Ingest.Tracking.ByteTrack;

/// <summary>
/// A Kalman filter of one coordinate with its velocity (Kalman, "A New Approach to Linear Filtering and Prediction
/// Problems", 1960). With the independent noises that trackers assume (Bewley et al., "Simple Online and Realtime
/// Tracking", ICIP 2016) the usual filter over centre, aspect and height falls apart into four of these.
/// </summary>
internal struct MotionFilter
{
    private double _velocity;
    private double _variance;
    private double _covariance;
    private double _velocityVariance;

    /// <param name="value">The first measurement.</param>
    /// <param name="deviation">Standard deviation of it.</param>
    /// <param name="velocityDeviation">Standard deviation of the unknown velocity, per second.</param>
    public MotionFilter(double value, double deviation, double velocityDeviation)
    {
        Value = value;
        _variance = deviation * deviation;
        _velocityVariance = velocityDeviation * velocityDeviation;
    }

    /// <summary>Where it is believed to be.</summary>
    public double Value { get; private set; }

    /// <summary>Standard deviation of <see cref="Value"/>.</summary>
    public readonly double Deviation => Math.Sqrt(_variance);

    /// <summary>Constant velocity for a time; the longer it is the less is known.</summary>
    /// <param name="seconds">At least 0.</param>
    /// <param name="acceleration">Spectral density of the acceleration, as a deviation: per second and root of a second.</param>
    public void Predict(double seconds, double acceleration)
    {
        var noise = acceleration * acceleration;
        Value += _velocity * seconds;
        _variance += (2 * seconds * _covariance) + (seconds * seconds * _velocityVariance)
            + (noise * seconds * seconds * seconds / 3);
        _covariance += (seconds * _velocityVariance) + (noise * seconds * seconds / 2);
        _velocityVariance += noise * seconds;
    }

    /// <summary>Takes in a measurement.</summary>
    /// <param name="value">What was measured.</param>
    /// <param name="deviation">Standard deviation of it, above 0.</param>
    public void Correct(double value, double deviation)
    {
        var total = _variance + (deviation * deviation);
        var gain = _variance / total;
        var velocityGain = _covariance / total;
        var surprise = value - Value;
        Value += gain * surprise;
        _velocity += velocityGain * surprise;
        _velocityVariance -= velocityGain * _covariance;
        _covariance *= 1 - gain;
        _variance *= 1 - gain;
    }
}
