package questions

import "strings"

// GivenNames are given names of several languages, as common knowledge has them.
var GivenNames = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(givenNames) {
		GivenNames[name] = true
	}
}

const givenNames = `
Aaron Abdul Abdullah Abigail Abraham Ada Adam Adrian Adriana Agnes Ahmad Ahmed Aisha Alan Albert Alberto Alejandro Alessandro Alex Alexander Alexandra Alexandre Alexei Alexis Alfred Ali Alice Alicia Alison Allan Allen Alvin Amanda Amelia Amin Amina Amir Amit Amy Ana Anastasia Anders Andre Andrea Andreas Andrei Andres Andrew Andrey Andy Angela Angelo Anita Ann Anna Anne Annie Anthony Anton Antonio Ariel Arnold Arthur Artemy Arturo Ashley Astrid Audrey August Augustine Aung
Barack Barbara Barry Bart Basil Beatrice Beatriz Ben Benjamin Bernard Bernhard Bernie Beth Betty Beverly Bill Billy Bob Bobby Boris Brad Bradley Brandon Brenda Brian Bridget Bruce Bryan
Caitlin Calvin Camille Carl Carla Carlo Carlos Carmen Carol Caroline Catherine Cecilia Celine Charles Charlie Charlotte Cheryl Chester Chris Christian Christina Christine Christopher Cindy Claire Clara Clarence Claude Claudia Clement Clifford Colin Connie Constance Corey Craig Crystal Curtis Cynthia
Daisy Dale Damian Dan Dana Daniel Daniela Danielle Danny Darren Dave David Dawn Dean Deborah Debra Dennis Derek Diana Diane Diego Dimitri Dmitri Dmitry Dominic Dominique Don Donald Donna Doris Dorothy Doug Douglas Duncan Dylan
Eamon Ed Eddie Edgar Edith Edmund Eduardo Edward Edwin Eileen Elaine Eleanor Elena Eli Elias Elijah Elisabeth Elizabeth Ella Ellen Elsa Emil Emily Emma Enrique Eric Erica Erik Erin Ernest Ernesto Esther Ethan Eugene Eva Evan Eve Evelyn
Fatima Felipe Felix Fernando Fiona Florence Frances Francesca Francesco Francis Francisco Frank Frankie Franz Fred Freddie Frederick Friedrich Fritz
Gabriel Gabriela Gareth Garry Gary Gavin Gene Geoff Geoffrey George Georg Georges Gerald Gerard Gerhard Gianni Gina Giovanni Giuseppe Glen Glenn Gloria Gordon Grace Graham Greg Gregory Greta Guillaume Guillermo Gustav Guy
Hamid Hamza Hank Hannah Hans Harold Harriet Harrison Harry Harvey Hassan Heather Hector Heidi Heinrich Helen Helena Henri Henrik Henry Herbert Herman Hillary Howard Hubert Hugh Hugo Hussein
Ian Ibrahim Igor Ingrid Irene Isaac Isabel Isabella Ismail Ivan Ivana
Jack Jackie Jacob Jacqueline Jacques Jaime Jake James Jamie Jan Jane Janet Janice Jared Jason Javier Jay Jean Jeanne Jeff Jeffrey Jen Jennifer Jenny Jeremy Jerome Jerry Jesse Jessica Jesus Jill Jim Jimmy Joan Joanna Joanne Joaquin Joe Joel Johan Johann Johannes John Johnny Jon Jonas Jonathan Jordan Jorge Jose José Josef Joseph Josephine Josh Joshua Joyce Juan Juana Judith Judy Julia Julian Juliana Julie Juliet Julio Julius June Justin Jürgen
Kamal Karen Karim Karl Kate Katherine Kathleen Kathryn Kathy Katie Keith Kelly Ken Kenneth Kevin Khalid Kim Kirk Kirsten Klaus Konrad Kristen Kristin Kurt Kyle
Lance Larry Lars Laura Lauren Laurence Laurent Lawrence Leah Lee Leila Lena Leo Leon Leonard Leonardo Leroy Leslie Lewis Li Liam Linda Lindsay Lindsey Lionel Lisa Liz Lloyd Lois Lorenzo Louis Louise Luca Lucas Lucia Lucy Luis Luke Luther Lydia Lynn
Mahmoud Malcolm Manuel Marc Marcel Marcia Marco Marcos Marcus Margaret Maria Marian Marianne Marie Marilyn Mario Marion Mark Marlene Marta Martha Martin Marvin Mary Mateo Matt Matthew Matthias Maureen Maurice Max Maximilian Maya Megan Mehmet Melanie Melissa Mercedes Meredith Michael Michel Michele Michelle Miguel Mike Mikhail Milan Mildred Milton Miriam Mitch Mitchell Mohamed Mohammad Mohammed Molly Mona Monica Morgan Morris Muhammad Mustafa
Nadia Nancy Naomi Natalia Natalie Natasha Nathan Nathaniel Neil Nelson Nicholas Nick Nicola Nicolas Nicole Nigel Nikita Niklas Nikolai Nina Noah Noam Noel Nora Norman
Oleg Olga Oliver Olivia Omar Oscar Osama Otto Owen
Pablo Pamela Paolo Pat Patricia Patrick Paul Paula Pauline Pavel Pedro Peggy Penelope Percy Perry Pete Peter Philip Philippe Phil Phillip Phyllis Pierre Pietro Prince Priya
Quentin Rachel Rafael Rajiv Ralph Ramon Randy Raphael Ravi Ray Raymond Rebecca Reginald Rene Ricardo Richard Rick Rita Rob Robert Roberta Roberto Robin Rodney Rodrigo Roger Roland Roman Ron Ronald Rosa Rose Rosemary Ross Roy Ruben Rudolf Rupert Russell Ruth Ryan
Said Saleh Sally Salman Salvador Sam Samantha Samuel Sandra Sanjay Santiago Sara Sarah Saul Scott Sean Sebastian Serena Sergei Sergey Sergio Seth Shane Shannon Sharon Shawn Sheila Shirley Sidney Simon Simone Sofia Sonia Sophia Sophie Stacy Stan Stanley Stefan Stefano Stella Stephanie Stephen Steve Steven Stewart Stuart Susan Susanne Suzanne Sven Svetlana Sylvia
Tamara Tanya Tara Tatiana Taylor Ted Teresa Terence Terry Theodore Theresa Thomas Tiffany Tim Timothy Tina Toby Todd Tom Tommy Tony Tracy Travis Trevor Tyler
Umar Ursula Valentina Valerie Vanessa Vera Vernon Veronica Vicki Victor Victoria Vincent Viktor Viola Virginia Vivian Vladimir
Waldo Wallace Walter Wanda Warren Wayne Wendy Wesley Wilhelm Will Willard William Willie Wolfgang Woodrow Xavier Yasmin Yolanda Yosef Youssef Yuri Yvonne Zachary Zaha Zoe
`
