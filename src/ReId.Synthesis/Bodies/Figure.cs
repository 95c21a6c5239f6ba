using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>Builds the surface of a dressed person at a moment.</summary>
internal static class Figure
{
    /// <summary>Adds the person to a mesh, standing on the ground at the origin and looking along z.</summary>
    public static void Build(Mesh mesh, Person who, in Pose pose)
    {
        var bones = new Skeleton(who, pose);
        Trunk.Add(mesh, who, bones);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            Legs.Add(mesh, who, side > 0 ? bones.Left : bones.Right);
            Arms.Add(mesh, who, side > 0 ? bones.LeftArm : bones.RightArm);
        }

        Head.Add(mesh, who, bones, pose.Turn);
        Luggage.Add(mesh, who, bones);
    }
}
