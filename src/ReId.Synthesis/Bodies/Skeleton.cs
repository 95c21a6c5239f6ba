using System.Numerics;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>The joints of one leg.</summary>
internal readonly record struct LegJoints(Vector3 Hip, Vector3 Knee, Vector3 Ankle, Vector3 Toe);

/// <summary>The joints of one arm.</summary>
internal readonly record struct ArmJoints(Vector3 Shoulder, Vector3 Elbow, Vector3 Wrist);

/// <summary>Where a person's joints are at a moment: metres, x to the person's left, y up from the ground, z to the front.</summary>
internal readonly struct Skeleton
{
    private readonly float _lean;

    public Skeleton(Person who, in Pose pose)
    {
        Height = who.Height;
        _lean = pose.Lean;
        Pelvis = 0.52f * Height;
        (Left, Right) = (Leg(who, pose, 1), Leg(who, pose, -1));
        var lowest = MathF.Min(MathF.Min(Left.Ankle.Y, Left.Toe.Y + (0.02f * Height)), MathF.Min(Right.Ankle.Y, Right.Toe.Y + (0.02f * Height)));
        var drop = new Vector3(0, (0.042f * Height) - lowest, 0);
        Pelvis += drop.Y;
        (Left, Right) = (Moved(Left, drop), Moved(Right, drop));
        (LeftArm, RightArm) = (Arm(who, pose, 1), Arm(who, pose, -1));
    }

    public float Height { get; }

    /// <summary>Height of the hip joints.</summary>
    public float Pelvis { get; }

    public LegJoints Left { get; }

    public LegJoints Right { get; }

    public ArmJoints LeftArm { get; }

    public ArmJoints RightArm { get; }

    /// <summary>A place of the upright trunk or head: a share of the height above the ground, leant forwards with the body.</summary>
    public Vector3 Trunk(float share, float x = 0, float z = 0)
    {
        var above = (share - 0.52f) * Height;
        return new(x, Pelvis + above, z + (MathF.Max(0, above) * _lean));
    }

    private static LegJoints Moved(LegJoints leg, Vector3 by) => new(leg.Hip + by, leg.Knee + by, leg.Ankle + by, leg.Toe + by);

    private LegJoints Leg(Person who, in Pose pose, float side)
    {
        var (thigh, bend) = pose.Leg(side);
        var hip = new Vector3(side * 0.05f * Height * who.Girth, Pelvis, 0);
        var knee = hip + (0.238f * Height * new Vector3(-side * 0.02f, -MathF.Cos(thigh), MathF.Sin(thigh)));
        var shin = thigh - bend;
        var ankle = knee + (0.24f * Height * new Vector3(0, -MathF.Cos(shin), MathF.Sin(shin)));
        var foot = 0.7f * shin;
        var toe = ankle + (0.105f * Height * new Vector3(side * 0.15f, MathF.Sin(foot) - 0.22f, MathF.Cos(foot)));
        return new(hip, knee, ankle, toe);
    }

    private ArmJoints Arm(Person who, in Pose pose, float side)
    {
        var (forwards, outwards, elbow, inwards) = pose.Arm(side);
        var shoulder = Trunk(0.8f, side * 0.094f * Height * who.Shoulders * MathF.Sqrt(who.Girth));
        outwards += 0.25f * (who.Girth - 1);
        var upper = Vector3.Normalize(new Vector3(side * MathF.Sin(outwards), -MathF.Cos(forwards), MathF.Sin(forwards)));
        var middle = shoulder + (0.175f * Height * upper);
        var fore = forwards + elbow;
        var lower = Vector3.Normalize(new Vector3(side * (0.5f * MathF.Sin(outwards) - MathF.Sin(inwards)), -MathF.Cos(fore), MathF.Sin(fore)));
        return new(shoulder, middle, middle + (0.15f * Height * lower));
    }
}
