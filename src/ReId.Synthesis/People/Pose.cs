namespace ReId.Synthesis.People;

/// <summary>What an arm does.</summary>
internal enum ArmPose
{
    Swing,
    Pocket,
    Phone,
    Call,
    Strap,
    Carry,
}

/// <summary>The angles of a body at a moment, radians.</summary>
/// <param name="Phase">Of the step, 0 to 2π.</param>
/// <param name="Stride">Greatest angle of the thigh; 0 stands.</param>
/// <param name="Lean">Forwards.</param>
/// <param name="Left">Of the left arm.</param>
/// <param name="RightArm">Of the right arm.</param>
/// <param name="Turn">Of the head, to the left.</param>
internal readonly record struct Pose(float Phase, float Stride, float Lean, ArmPose Left, ArmPose RightArm, float Turn)
{
    /// <summary>A moment of someone who walks, more often than one who stands.</summary>
    public static Pose Draw(ref Chance chance, Person who)
    {
        var stride = chance.Happens(0.8f) ? chance.Between(0.28f, 0.5f) : chance.Between(0, 0.12f);
        return new(chance.Between(0, MathF.Tau), stride, chance.Between(-0.02f, 0.12f), Arm(ref chance, who, false), Arm(ref chance, who, true), 0.7f * chance.Around());
    }

    /// <summary>Angle of a thigh forwards and of the knee, for the left (1) or right (−1) leg.</summary>
    public (float Thigh, float Knee) Leg(float side)
    {
        var at = side > 0 ? Phase : Phase + MathF.PI;
        var forwards = MathF.Max(0, MathF.Cos(at));
        return ((Stride * MathF.Sin(at)) + (0.12f * Stride), 0.08f + (2.1f * Stride * forwards * MathF.Sqrt(forwards)));
    }

    /// <summary>Angles of an arm: forwards at the shoulder, outwards, bent at the elbow, forearm inwards.</summary>
    public (float Forwards, float Outwards, float Elbow, float Inwards) Arm(float side)
    {
        var swing = -MathF.Sin(side > 0 ? Phase : Phase + MathF.PI) * Stride;
        return (side > 0 ? Left : RightArm) switch
        {
            ArmPose.Pocket => (-0.25f, 0.28f, 0.75f, 0.5f),
            ArmPose.Phone => (0.35f, 0.12f, 1.75f, 0.45f),
            ArmPose.Call => (0.45f, 0.35f, 2.45f, 0.1f),
            ArmPose.Strap => (0.15f, 0.25f, 2.25f, 0.35f),
            ArmPose.Carry => (0.25f * swing, 0.1f, 0.12f, 0),
            _ => (0.85f * swing, 0.09f, 0.25f + (0.5f * MathF.Max(0, swing)), 0.05f),
        };
    }

    private static ArmPose Arm(ref Chance chance, Person who, bool right)
    {
        var draw = (ArmPose)chance.Pick(9, 1.2f, 1, 0.5f, who.Bag is Bag.Backpack or Bag.Shoulder ? 1.2f : 0);
        var carries = who.Bag is Bag.Hand or Bag.Trolley && right == who.Right || who.Bag == Bag.Two;
        return carries ? ArmPose.Carry : draw;
    }
}
